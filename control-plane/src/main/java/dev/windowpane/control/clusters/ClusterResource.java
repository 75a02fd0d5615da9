package dev.windowpane.control.clusters;

import dev.windowpane.control.requests.Calls;
import dev.windowpane.control.requests.Reply;
import dev.windowpane.control.requests.Requests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/clusters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "clusters", description = "Where jobs run")
final class ClusterResource {
    private final ClusterLooks clusters;
    private final Requests requests;
    private final Calls calls;

    ClusterResource(ClusterLooks clusters, Requests requests, Calls calls) {
        this.clusters = clusters;
        this.requests = requests;
        this.calls = calls;
    }

    @GET
    @Operation(operationId = "listClusters", summary = "Every Flink cluster")
    public ClusterItems list() {
        return new ClusterItems(clusters.all());
    }

    @GET
    @Path("{name}/jobs")
    @Operation(
            operationId = "listClusterJobs",
            summary = "What a cluster lists: runs, orphans and foreign jobs, newest first")
    public ClusterJobItems jobs(String name) {
        return new ClusterJobItems(clusters.jobs(name));
    }

    @POST
    @Path("{name}/jobs/{id}/cancel")
    @Operation(
            operationId = "cancelClusterJob",
            summary = "End a Flink job that is no run of a job; it may be somebody else's")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = ClusterJob.class)),
            description = "Asked for")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response cancel(String name, String id) {
        return requests.answer(calls.current(), session -> Reply.of(202, clusters.cancel(name, id)))
                .response();
    }
}
