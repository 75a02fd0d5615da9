package dev.windowpane.control.live;

import dev.windowpane.control.jobs.Job;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/live")
@Tag(name = "live", description = "Changes, as they happen")
final class LiveResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveHub hub;

    LiveResource(LiveHub hub) {
        this.hub = hub;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            operationId = "live",
            summary = "Server-sent events",
            description =
                    "First a `commit` and a `job` event for each job as it stands. Then `commit` (data: CommitNotice) when counts "
                            + "changed, at most twice a second for a job, `job` (data: Job) when a job, its run or its state changed, and "
                            + "`operation` (data: Operation) when one began or ended. A comment comes every 15 s. Events say where something "
                            + "changed; read it with GET. Every event has an id: a client that comes back with it in Last-Event-ID is told "
                            + "only what has changed since; if nobody knows that any more, it gets everything, and the notices say that all "
                            + "windows may have changed.")
    @APIResponse(
            responseCode = "200",
            description = "Events named commit (CommitNotice), job (Job) and operation (Operation)",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                CommitNotice.class,
                                                Job.class,
                                                dev.windowpane.control.operations.Operation.class
                                            })))
    public Multi<OutboundSseEvent> live(
            @Parameter(description = "Of this job only") @QueryParam("job") Optional<String> job,
            @Parameter(description = "The id of the last event that came; browsers send it by themselves")
                    @HeaderParam("Last-Event-ID")
                    Optional<String> lastId,
            @Context Sse sse) {
        Multi<OutboundSseEvent> events = hub.events(job, lastId)
                .map(event -> sse.newEventBuilder()
                        .id(hub.id(event))
                        .name(event.name())
                        .data(event.data())
                        .build());
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy().merging().streams(events, heartbeats);
    }
}
