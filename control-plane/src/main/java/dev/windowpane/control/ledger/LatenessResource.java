package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs/{name}/lateness")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "ledger")
final class LatenessResource {
    private final Database database;
    private final JobRefStore jobs;
    private final LatenessStore store;

    LatenessResource(Database database, JobRefStore jobs, LatenessStore store) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
    }

    @GET
    @Operation(
            operationId = "getLateness",
            summary = "What another out-of-orderness would cost, from how late hits were")
    public Lateness lateness(String name) {
        return database.snapshot(session -> store.lateness(session, jobs.single(session, Optional.of(name))));
    }
}
