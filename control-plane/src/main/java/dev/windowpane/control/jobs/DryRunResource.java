package dev.windowpane.control.jobs;

import dev.windowpane.spec.JobSpecJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The parameter {@code dryRun} of creating and replacing as an operation of its own: generated clients know one answer for each. */
@Path("/api/dry-run")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class DryRunResource {
    private final Impacts impacts;

    DryRunResource(Impacts impacts) {
        this.impacts = impacts;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dryRun",
            summary = "What a spec would do: to the job of its name, or as a new job. Nothing is changed")
    public Impact of(@RequestBody(required = true, content = @Content(schema = @Schema(ref = "JobSpec"))) String spec) {
        return impacts.of(JobSpecJson.parse(spec));
    }
}
