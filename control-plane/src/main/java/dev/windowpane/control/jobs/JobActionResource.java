package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.Bodies;
import dev.windowpane.control.requests.Calls;
import dev.windowpane.control.requests.IfMatch;
import dev.windowpane.spec.JobSpec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Each answers at once with the job as it is now and the operation to watch. */
@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class JobActionResource {
    private final JobRequests requests;
    private final Calls calls;

    JobActionResource(JobRequests requests, Calls calls) {
        this.requests = requests;
        this.calls = calls;
    }

    @POST
    @Path("{name}/start")
    @Operation(operationId = "startJob", summary = "Desire that the job runs; ends a back-off")
    @APIResponse(responseCode = "202", ref = "Accepted")
    public Response start(String name) {
        return requests.setDesired(calls.current(), name, Desired.RUNNING).response();
    }

    @POST
    @Path("{name}/stop")
    @Operation(operationId = "stopJob", summary = "Desire that the job does not run; no count is lost")
    @APIResponse(responseCode = "202", ref = "Accepted")
    public Response stop(String name) {
        return requests.setDesired(calls.current(), name, Desired.STOPPED).response();
    }

    @POST
    @Path("{name}/restart")
    @Operation(operationId = "restartJob", summary = "Launch a job anew with the same spec and JAR; no count is lost")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response restart(String name) {
        return requests.restart(calls.current(), name).response();
    }

    @POST
    @Path("{name}/upgrade")
    @Operation(
            operationId = "upgradeJob",
            summary = "Give the job the current JAR; the revision before comes back by itself if it does not hold")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response upgrade(
            String name,
            @Parameter(description = "The ETag of the job as you have read it, or *; needed together with a spec")
                    @HeaderParam("If-Match")
                    Optional<String> ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = UpgradeWish.class)))
                    String body) {
        Optional<JobSpec> spec = UpgradeWish.specOf(body);
        Optional<Long> revision = spec.isPresent() ? IfMatch.required(ifMatch) : IfMatch.optional(ifMatch);
        return requests.upgrade(calls.current(body), name, revision, spec).response();
    }

    @POST
    @Path("{name}/rescale")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rescaleJob", summary = "Give the job another parallelism; no count is lost")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response rescale(
            String name,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RescaleWish.class)))
                    String body) {
        int parallelism = Bodies.read(body, RescaleWish.class).parallelism();
        return requests.rescale(calls.current(body), name, parallelism).response();
    }

    @POST
    @Path("{name}/rollback")
    @Operation(
            operationId = "rollBackJob",
            summary =
                    "Give the job spec and JAR of an older revision; of the last other one that held, if none is named")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response rollBack(
            String name,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RollbackWish.class)))
                    String body) {
        Optional<Long> revision = body.isBlank()
                ? Optional.<Long>empty()
                : Bodies.read(body, RollbackWish.class).revision();
        return requests.rollBack(calls.current(body), name, revision).response();
    }

    @POST
    @Path("{name}/clone")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "cloneJob", summary = "Make another job of the same spec, which counts by itself")
    @APIResponse(
            responseCode = "201",
            description = "Made. It is launched in the background unless it is desired STOPPED",
            content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response cloneJob(
            String name,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CloneWish.class)))
                    String body) {
        CloneWish wish = Bodies.read(body, CloneWish.class);
        return requests.cloneJob(
                        calls.current(body),
                        name,
                        wish.jobName(),
                        wish.desired().orElse(Desired.RUNNING))
                .response();
    }
}
