package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.spec.JobSpecJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs", description = "What is counted, and whether it should be")
final class JobResource {
    private final Jobs jobs;

    JobResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "Every job")
    public JobItems list() {
        return new JobItems(jobs.all());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createJob", summary = "Make a job; it is launched unless desired=STOPPED")
    @APIResponse(
            responseCode = "201",
            description = "Made. It is launched in the background",
            headers =
                    @Header(
                            name = "Location",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)),
            content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "JobSpec"))) String spec,
            @Parameter(schema = @Schema(implementation = Desired.class, defaultValue = "RUNNING"))
                    @QueryParam("desired")
                    Optional<String> desired) {
        Job job = jobs.create(
                JobSpecJson.parse(spec), desired.map(JobResource::known).orElse(Desired.RUNNING));
        return tagged(Response.created(URI.create("/api/jobs/" + job.name())), job);
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "getJob", summary = "One job; the ETag is its revision")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "The job",
            headers =
                    @Header(
                            name = "ETag",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    public Response get(String name) {
        return tagged(Response.ok(), jobs.named(name));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceSpec", summary = "Replace the spec; a running job is launched anew with it")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "Replaced")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response replaceSpec(
            String name,
            @Parameter(description = "The ETag of the job as you have read it", required = true)
                    @HeaderParam("If-Match")
                    Optional<String> ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "JobSpec"))) String spec) {
        String tag = ifMatch.orElseThrow(() ->
                RefusedException.preconditionRequired("If-Match is missing: send the ETag of the job as you read it"));
        return tagged(Response.ok(), jobs.replaceSpec(name, Optional.of(revision(tag)), JobSpecJson.parse(spec)));
    }

    @DELETE
    @Path("{name}")
    @Operation(operationId = "deleteJob", summary = "Remove a stopped job and all it has counted")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", ref = "Problem")
    public void delete(String name) {
        jobs.delete(name);
    }

    @POST
    @Path("{name}/start")
    @Operation(operationId = "startJob", summary = "Desire that the job runs")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "Noted")
    public Response start(String name) {
        return tagged(Response.accepted(), jobs.setDesired(name, Desired.RUNNING));
    }

    @POST
    @Path("{name}/stop")
    @Operation(operationId = "stopJob", summary = "Desire that the job does not run; no count is lost")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "Noted")
    public Response stop(String name) {
        return tagged(Response.accepted(), jobs.setDesired(name, Desired.STOPPED));
    }

    @GET
    @Path("{name}/runs")
    @Operation(operationId = "listRuns", summary = "The job's launches, newest first, at most 100")
    public RunItems runs(String name) {
        return new RunItems(jobs.runs(name));
    }

    private static Response tagged(Response.ResponseBuilder response, Job job) {
        return response.entity(job)
                .tag(new EntityTag(Long.toString(job.revision())))
                .build();
    }

    private static Desired known(String desired) {
        return Arrays.stream(Desired.values())
                .filter(known -> known.name().equals(desired))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("?desired", "desired must be RUNNING or STOPPED"));
    }

    private static long revision(String tag) {
        String digits = tag.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw RefusedException.preconditionFailed(
                    "If-Match must be the job's ETag such as \"3\", but is '%s'".formatted(tag));
        }
    }
}
