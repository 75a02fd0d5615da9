package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.Cursors;
import dev.windowpane.control.problem.PageParameters;
import dev.windowpane.control.problem.Parameters;
import dev.windowpane.control.problem.Problem;
import dev.windowpane.control.requests.Calls;
import dev.windowpane.control.requests.IfMatch;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
    private static final int MOST = 1000;

    private final Jobs jobs;
    private final JobRequests requests;
    private final Impacts impacts;
    private final Calls calls;

    JobResource(Jobs jobs, JobRequests requests, Impacts impacts, Calls calls) {
        this.jobs = jobs;
        this.requests = requests;
        this.impacts = impacts;
        this.calls = calls;
    }

    @GET
    @Operation(
            operationId = "listJobs",
            summary = "Every job, in the order they were made; at most 1,000 in one answer")
    public JobItems list(@BeanParam PageParameters page) {
        long after = page.cursor().map(Cursors::number).orElse(0L);
        return jobs.page(Math.clamp(after, 0, Integer.MAX_VALUE), page.limit(MOST));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createJob",
            summary = "Make a job; it is launched unless desired=STOPPED. With dryRun=true nothing is made")
    @APIResponse(
            responseCode = "2XX",
            description = "Of a dry run 200: what would happen",
            content = @Content(schema = @Schema(implementation = Impact.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made. It is launched in the background",
            headers = {
                @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Operation-Location",
                        description = "The operation to watch, if it is launched",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "JobSpec"))) String spec,
            @Parameter(schema = @Schema(implementation = Desired.class, defaultValue = "RUNNING"))
                    @QueryParam("desired")
                    Optional<String> desired,
            @Parameter(
                            description = "Only say what would happen",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    Optional<String> dryRun) {
        Parameters.checkAll(
                () -> desired.map(text -> Parameters.oneOf("desired", text, Desired.class)),
                () -> dryRun.map(text -> Parameters.flag("dryRun", text)));
        Desired wanted = desired.map(text -> Parameters.oneOf("desired", text, Desired.class))
                .orElse(Desired.RUNNING);
        boolean dry = dryRun.map(text -> Parameters.flag("dryRun", text)).orElse(false);
        JobSpec parsed = JobSpecJson.parse(spec);
        return dry
                ? Response.ok(impacts.ofNew(parsed)).build()
                : requests.create(calls.current(spec), parsed, wanted).response();
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "getJob", summary = "One job; the ETag is its revision")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "The job",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)))
    public Response get(String name) {
        Job job = jobs.named(name);
        return Response.ok(job)
                .tag(new EntityTag(Long.toString(job.revision())))
                .build();
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceSpec",
            summary = "Replace the spec; a running job is launched anew with it. With dryRun=true nothing is changed")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Job.class)),
            description = "Replaced; of a dry run an Impact, as POST /api/dry-run answers it",
            headers = {
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Operation-Location",
                        description = "The operation to watch, if it is launched anew",
                        schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response replaceSpec(
            String name,
            @Parameter(description = "The ETag of the job as you have read it, or *; needed unless it is a dry run")
                    @HeaderParam("If-Match")
                    Optional<String> ifMatch,
            @Parameter(
                            description = "Only say what would happen",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    Optional<String> dryRun,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = "JobSpec"))) String spec) {
        boolean dry = dryRun.map(text -> Parameters.flag("dryRun", text)).orElse(false);
        Optional<Long> revision = dry ? IfMatch.optional(ifMatch) : IfMatch.required(ifMatch);
        JobSpec parsed = JobSpecJson.parse(spec);
        return dry
                ? Response.ok(impacts.ofReplacing(name, revision, parsed)).build()
                : requests.replaceSpec(calls.current(spec), name, revision, parsed)
                        .response();
    }

    @DELETE
    @Path("{name}")
    // Generated clients accept nothing but problems of an operation that answers with no content
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(operationId = "deleteJob", summary = "Remove a stopped job and all it has counted")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", ref = "Problem")
    public void delete(String name) {
        requests.delete(calls.current(), name);
    }
}
