package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.Bodies;
import dev.windowpane.control.requests.Calls;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs/{name}/gaps")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class GapResource {
    private final Jobs jobs;
    private final JobRequests requests;
    private final Calls calls;

    GapResource(Jobs jobs, JobRequests requests, Calls calls) {
        this.jobs = jobs;
        this.requests = requests;
        this.calls = calls;
    }

    @GET
    @Operation(operationId = "listGaps", summary = "Records that Kafka no longer had, the newest first")
    public GapItems gaps(String name) {
        return new GapItems(jobs.gaps(name));
    }

    @POST
    @Path("accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptGaps",
            summary = "Go on without the records of every open gap; the job is launched at once if it should run")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "409", ref = "Problem", description = "Other gaps are open than those")
    public Response accept(
            String name,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AcceptedGaps.class)))
                    String accepted) {
        AcceptedGaps gaps = Bodies.read(accepted, AcceptedGaps.class);
        return requests.acceptGaps(calls.current(accepted), name, gaps).response();
    }
}
