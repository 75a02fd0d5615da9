package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.ledger.WindowItems.LedgerWindow;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/ledger")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "ledger", description = "The proof that every record read is counted or a dead letter")
final class LedgerResource {
    private static final int MOST = 1000;
    private static final Table<LedgerWindow> WINDOWS = new Table<>(
            List.of("start", "end", "status", "hits", "on_time", "late"),
            window -> List.of(
                    window.start(), window.end(), window.status(), window.hits(), window.onTime(), window.late()));

    private final Database database;
    private final JobRefStore jobs;
    private final LedgerStore ledgers;
    private final WindowStore windows;

    LedgerResource(Database database, JobRefStore jobs, LedgerStore ledgers, WindowStore windows) {
        this.database = database;
        this.jobs = jobs;
        this.ledgers = ledgers;
        this.windows = windows;
    }

    @GET
    @Operation(
            operationId = "getLedger",
            summary = "What was read, counted and refused; one snapshot, of one job or of all")
    public Ledger ledger(@Parameter(description = "All jobs, if left out") @QueryParam("job") Optional<String> job) {
        return database.snapshot(session -> {
            ledgers.forbidDrops(session);
            List<JobLedger> answer = new ArrayList<>();
            for (JobRef ref : jobs.matching(session, job)) {
                answer.add(ledgers.ledger(session, ref));
            }
            List<String> leftOut = job.isPresent() ? List.of() : jobs.leftOut(session);
            return Ledger.of(answer, leftOut, jobs.now(session));
        });
    }

    @GET
    @Path("windows")
    @Produces({MediaType.APPLICATION_JSON, Table.CSV, Table.NDJSON})
    @Operation(
            operationId = "listLedgerWindows",
            summary = "Windows that have hits and the partitions they were read from, newest first")
    @APIResponse(
            responseCode = "200",
            description = "Windows; as a file one line for each",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = WindowItems.class)),
                @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Table.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response windows(
            @Parameter(description = "The job's name; may be left out when there is exactly one") @QueryParam("job")
                    Optional<String> job,
            @Parameter(
                            description = "The earliest start, inclusive",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    Optional<String> from,
            @Parameter(
                            description = "The latest start, exclusive",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    Optional<String> to,
            @QueryParam("cursor") Optional<String> cursor,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    Optional<String> limit,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(
                () -> from.map(text -> Parameters.instant("from", text)),
                () -> to.map(text -> Parameters.instant("to", text)),
                () -> cursor.map(Cursor::parse),
                () -> most(limit));
        Optional<Instant> earliest = from.map(text -> Parameters.instant("from", text));
        Optional<Instant> end = Stream.of(
                        to.map(text -> Parameters.instant("to", text)),
                        cursor.map(text -> Cursor.parse(text).at()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        WindowItems found = database.snapshot(
                session -> windows.windows(session, jobs.single(session, job), earliest, end, most(limit)));
        return WINDOWS.answer(accept, found, found.items(), found.next());
    }

    private static int most(Optional<String> limit) {
        return limit.map(text -> Parameters.between("limit", text, 1, MOST)).orElse(100);
    }
}
