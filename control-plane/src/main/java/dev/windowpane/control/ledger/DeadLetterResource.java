package dev.windowpane.control.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.problem.Parameters;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.control.requests.Answer;
import dev.windowpane.control.requests.Calls;
import dev.windowpane.control.requests.Reply;
import dev.windowpane.control.requests.Requests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/dead-letters")
@RunOnVirtualThread
@Tag(name = "ledger")
final class DeadLetterResource {
    private static final int MOST = 1000;
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Database database;
    private final JobRefStore jobs;
    private final DeadLetterStore store;
    private final DeadLetterExport export;
    private final Requests requests;
    private final Calls calls;
    private final ObjectMapper json;

    DeadLetterResource(
            Database database,
            JobRefStore jobs,
            DeadLetterStore store,
            DeadLetterExport export,
            Requests requests,
            Calls calls,
            ObjectMapper json) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
        this.export = export;
        this.requests = requests;
        this.calls = calls;
        this.json = json;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, NDJSON})
    @Operation(
            operationId = "listDeadLetters",
            summary = "A sample of the records that are no hits, newest first; as CSV or NDJSON all that match")
    @APIResponse(
            responseCode = "200",
            description = "Dead letters; as text/csv (RFC 4180) and application/x-ndjson all of them in one file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DeadLetterItems.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(
            @BeanParam DeadLetterParameters which,
            @Parameter(description = "The next of an earlier answer") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    Optional<String> limit,
            @Parameter(
                            description = "The same as Accept, for links: all that match as a file",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csv", "ndjson"}))
                    @QueryParam("format")
                    Optional<String> format,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(which::query, () -> cursor.map(Cursor::parse), () -> most(limit));
        DeadLetterQuery query = which.query();
        JobRef job = database.snapshot(session -> jobs.single(session, which.job()));
        String wanted = format.orElse(accept.orElse(""));
        if (wanted.equals("csv") || wanted.contains(CSV)) {
            return file(CSV + ";charset=UTF-8;header=present", "csv", job, out -> export.csv(job, query, out));
        }
        if (wanted.contains("ndjson")) {
            return file(NDJSON, "ndjson", job, out -> export.ndjson(job, query, out));
        }
        return Response.ok(page(job, query, cursor.map(Cursor::parse), most(limit)), MediaType.APPLICATION_JSON)
                .build();
    }

    @POST
    @Path("replay")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayDeadLetters",
            summary =
                    "Read dead letters again from Kafka, after whatever was wrong is repaired; a hit is then counted exactly once")
    @APIResponse(
            responseCode = "202",
            description = "Noted",
            content = @Content(schema = @Schema(implementation = ReplayAnswer.class)))
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response replay(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReplayRequest.class)))
                    String body) {
        ReplayRequest request = ReplayRequest.parse(body, json);
        Answer answer = requests.answer(calls.current(body), session -> {
            JobRef job = jobs.single(session, request.job());
            List<ReplayRequest.ReplayItem> items = request.items().orElse(List.of());
            int wanted = request.reason().isPresent()
                    ? store.want(session, job, request.reason().get())
                    : store.want(session, job, items);
            long notKept = request.reason().isPresent()
                    ? store.notKept(session, job, request.reason().get())
                    : store.notKept(session, job, items);
            if (wanted == 0) {
                throw RefusedException.conflict(nothing(notKept));
            }
            jobs.announce(session, job);
            return Reply.of(202, new ReplayAnswer(wanted, notKept));
        });
        return answer.response();
    }

    private static int most(Optional<String> limit) {
        return limit.map(text -> Parameters.between("limit", text, 1, MOST)).orElse(100);
    }

    private static String nothing(long notKept) {
        return "no dead letter that is kept matches and is not wanted or counted already%s"
                .formatted(notKept > 0 ? "; of %d only the number is known".formatted(notKept) : "");
    }

    private DeadLetterItems page(JobRef job, DeadLetterQuery query, Optional<Cursor> after, int most) {
        List<DeadLetter> found = database.snapshot(session -> store.list(session, job, query, after, most + 1));
        List<DeadLetter> page = found.subList(0, Math.min(most, found.size()));
        return new DeadLetterItems(
                page, found.size() > most ? Optional.of(page.getLast().cursor().text()) : Optional.<String>empty());
    }

    private static Response file(String type, String ending, JobRef job, StreamingOutput content) {
        return Response.ok(content, type)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"dead-letters-%s.%s\"".formatted(job.name(), ending))
                .build();
    }
}
