package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import dev.windowpane.spec.RejectReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "ledger", description = "The proof that every record read is counted or a dead letter")
final class LedgerResource {
    private static final int MOST = 1000;

    private final Database database;
    private final JobRefStore jobs;
    private final LedgerStore store;

    LedgerResource(Database database, JobRefStore jobs, LedgerStore store) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
    }

    @GET
    @Path("ledger")
    @Operation(
            operationId = "getLedger",
            summary = "What was read, counted and refused; one snapshot, of one job or of all")
    public Ledger ledger(@Parameter(description = "All jobs, if left out") @QueryParam("job") Optional<String> job) {
        return database.snapshot(session -> {
            List<JobLedger> ledgers = new ArrayList<>();
            for (JobRef ref : jobs.matching(session, job)) {
                ledgers.add(store.ledger(session, ref));
            }
            return Ledger.of(ledgers, jobs.now(session));
        });
    }

    @GET
    @Path("dead-letters")
    @Operation(operationId = "listDeadLetters", summary = "A sample of the records that are no hits, newest first")
    public DeadLetterItems deadLetters(
            @QueryParam("job") Optional<String> job,
            @Parameter(schema = @Schema(implementation = RejectReason.class)) @QueryParam("reason")
                    Optional<String> reason,
            @Parameter(
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    Optional<String> limit) {
        @Nullable String wanted = reason.map(LedgerResource::known).orElse(null);
        int most = limit.map(text -> Parameters.between("limit", text, 1, MOST)).orElse(100);
        return database.snapshot(
                session -> new DeadLetterItems(store.deadLetters(session, jobs.single(session, job), wanted, most)));
    }

    private static String known(String reason) {
        if (Arrays.stream(RejectReason.values()).noneMatch(known -> known.name().equals(reason))) {
            throw new InvalidRequestException(
                    "?reason",
                    "reason must be one of "
                            + Arrays.stream(RejectReason.values())
                                    .map(RejectReason::name)
                                    .collect(Collectors.joining(", ")));
        }
        return reason;
    }
}
