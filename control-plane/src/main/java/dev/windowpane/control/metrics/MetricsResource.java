package dev.windowpane.control.metrics;

import dev.windowpane.control.problem.Parameters;
import dev.windowpane.control.problem.Table;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs/{name}/metrics")
@RunOnVirtualThread
@Tag(name = "jobs")
final class MetricsResource {
    private static final Table<JobMetrics.Point> POINTS = new Table<>(
            List.of(
                    "at",
                    "records_per_second",
                    "lag",
                    "watermark_delay_ms",
                    "checkpoint_duration_ms",
                    "commit_age_ms",
                    "commit_duration_ms",
                    "restarts",
                    "busy",
                    "back_pressured"),
            point -> List.of(
                    point.at(),
                    point.recordsPerSecond(),
                    point.lag(),
                    point.watermarkDelayMs(),
                    point.checkpointDurationMs(),
                    point.commitAgeMs(),
                    point.commitDurationMs(),
                    point.restarts(),
                    point.busy(),
                    point.backPressured()));

    private final Samples samples;

    MetricsResource(Samples samples) {
        this.samples = samples;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Table.CSV, Table.NDJSON})
    @Operation(
            operationId = "getJobMetrics",
            summary = "How the job did in the last hours: speed, lag, watermark, checkpoints, commits, restarts",
            description = "Sampled every few seconds while the job is launched, kept for a day. At most 1,000 points.")
    @APIResponse(
            responseCode = "200",
            description = "The points; as a file one line for each",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobMetrics.class)),
                @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Table.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response metrics(
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
                    Optional<String> step,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(() -> instant("from", from), () -> instant("to", to), () -> duration(step));
        JobMetrics metrics = samples.metrics(name, instant("from", from), instant("to", to), duration(step));
        return POINTS.answer(accept, metrics, metrics.points(), Optional.empty());
    }

    private static Optional<Instant> instant(String name, Optional<String> value) {
        return value.map(text -> Parameters.instant(name, text));
    }

    private static Optional<Duration> duration(Optional<String> step) {
        return step.map(text -> Parameters.duration("step", text));
    }
}
