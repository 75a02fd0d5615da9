package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.Cursors;
import dev.windowpane.control.problem.PageParameters;
import dev.windowpane.control.problem.Parameters;
import dev.windowpane.control.problem.Table;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class JobHistoryResource {
    private static final Table<HistoryEntry> TABLE = new Table<>(
            List.of("at", "kind", "run", "revision", "phase", "code", "detail", "actor", "request_id"),
            entry -> List.of(
                    entry.at(),
                    entry.kind(),
                    entry.run(),
                    entry.revision(),
                    entry.phase(),
                    entry.code(),
                    entry.detail(),
                    entry.actor(),
                    entry.requestId()));

    private final Jobs jobs;

    JobHistoryResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Path("{name}/runs")
    @Operation(operationId = "listRuns", summary = "The job's launches, newest first")
    public RunItems runs(String name, @BeanParam PageParameters page) {
        return jobs.runs(name, before(page), page.limit(100));
    }

    @GET
    @Path("{name}/revisions")
    @Operation(operationId = "listRevisions", summary = "Every spec and JAR the job ever had, newest first")
    public RevisionItems revisions(String name, @BeanParam PageParameters page) {
        return jobs.revisions(name, before(page), page.limit(100));
    }

    @GET
    @Path("{name}/revisions/{revision}")
    @Operation(operationId = "getRevision", summary = "One revision of the job")
    public Revision revision(
            String name, @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) String revision) {
        return jobs.revision(name, Parameters.between("revision", revision, 1, Integer.MAX_VALUE));
    }

    @GET
    @Path("{name}/history")
    @Produces({MediaType.APPLICATION_JSON, Table.CSV, Table.NDJSON})
    @Operation(
            operationId = "listHistory",
            summary =
                    "What happened to the job, newest first: requests, phases of runs, exceptions, changes of revision, notes")
    @APIResponse(
            responseCode = "200",
            description = "A page of the history",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = HistoryItems.class)),
                @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Table.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response history(
            String name,
            @Parameter(schema = @Schema(implementation = HistoryKind.class)) @QueryParam("kind") Optional<String> kind,
            @BeanParam PageParameters page,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(
                () -> kind.map(text -> Parameters.oneOf("kind", text, HistoryKind.class)),
                () -> before(page),
                () -> page.limit(100));
        Optional<HistoryKind> wanted = kind.map(text -> Parameters.oneOf("kind", text, HistoryKind.class));
        HistoryItems found = jobs.history(name, wanted, before(page), page.limit(100));
        return TABLE.answer(accept, found, found.items(), found.next());
    }

    private static long before(PageParameters page) {
        return page.cursor().map(Cursors::number).orElse(Long.MAX_VALUE);
    }
}
