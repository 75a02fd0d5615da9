package dev.windowpane.control.metrics;

import dev.windowpane.control.problem.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs/{name}/metrics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class MetricsResource {
    private final Samples samples;

    MetricsResource(Samples samples) {
        this.samples = samples;
    }

    @GET
    @Operation(
            operationId = "getJobMetrics",
            summary = "How the job did in the last hours: speed, lag, watermark, checkpoints, commits, restarts",
            description = "Sampled every few seconds while the job is launched, kept for a day. At most 1,000 points.")
    public JobMetrics metrics(
            String name,
            @Parameter(
                            description = "Start of the range, inclusive; an hour before its end, if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    Optional<String> from,
            @Parameter(
                            description = "End of the range, exclusive; now, if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    Optional<String> to,
            @Parameter(
                            description = "The length of a step, whole seconds; one that suits a chart, if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "duration", examples = "PT10S"))
                    @QueryParam("step")
                    Optional<String> step) {
        return samples.metrics(
                name,
                from.map(text -> Parameters.instant("from", text)),
                to.map(text -> Parameters.instant("to", text)),
                step.map(text -> Parameters.duration("step", text)));
    }
}
