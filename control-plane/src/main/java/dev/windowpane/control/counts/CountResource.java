package dev.windowpane.control.counts;

import dev.windowpane.control.counts.Top.TopItem;
import dev.windowpane.control.problem.InvalidRequestException;
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

@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "counts", description = "Hits per window, by host and by referrer")
final class CountResource {
    private static final int MOST_SERIES = 50;
    private static final int MOST_ITEMS = 1000;

    private static final Table<TopItem> TOP = new Table<>(
            List.of("key", "hits", "late_hits", "share"),
            item -> List.of(item.key(), item.hits(), item.lateHits(), item.share()));

    private final Counts counts;

    CountResource(Counts counts) {
        this.counts = counts;
    }

    @GET
    @Path("series")
    @Produces({MediaType.APPLICATION_JSON, Table.CSV, Table.NDJSON})
    @Operation(
            operationId = "getSeries",
            summary = "Hits per window, for the keys with the most hits and for all others together")
    @APIResponse(
            responseCode = "200",
            description = "Hits per window; as a file one line for each window and key",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Series.class)),
                @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Table.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response series(
            @BeanParam CountParameters which,
            @Parameter(
                            description = "The length of a window in the answer: a multiple of the job's own",
                            schema = @Schema(type = SchemaType.STRING, format = "duration", examples = "PT5M"))
                    @QueryParam("step")
                    Optional<String> step,
            @Parameter(
                            description = "How many keys have a series of their own",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "0",
                                            maximum = "50",
                                            defaultValue = "6"))
                    @QueryParam("top")
                    Optional<String> top,
            @Parameter(description = "These keys in this order instead of the top") @QueryParam("key")
                    List<String> keys,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(
                which::dimension,
                which::start,
                which::end,
                () -> step.map(text -> Parameters.duration("step", text)),
                () -> ownSeries(top),
                () -> shown(keys));
        Series series = counts.series(which, step, ownSeries(top), shown(keys));
        return SeriesRow.TABLE.answer(accept, series, SeriesRow.of(series), Optional.empty());
    }

    @GET
    @Path("top")
    @Produces({MediaType.APPLICATION_JSON, Table.CSV, Table.NDJSON})
    @Operation(operationId = "getTop", summary = "Hosts or referrers by their hits in a range, most first")
    @APIResponse(
            responseCode = "200",
            description = "The keys; as a file one line for each",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Top.class)),
                @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Table.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response top(
            @BeanParam CountParameters which,
            @Parameter(description = "Only keys that contain this text, in either case") @QueryParam("search")
                    Optional<String> search,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    Optional<String> limit,
            @Parameter(hidden = true) @HeaderParam("Accept") Optional<String> accept) {
        Parameters.checkAll(which::dimension, which::start, which::end, () -> most(limit));
        Top top = counts.top(which, search.filter(text -> !text.isEmpty()), most(limit));
        return TOP.answer(accept, top, top.items(), Optional.empty());
    }

    private static int ownSeries(Optional<String> top) {
        return top.map(text -> Parameters.between("top", text, 0, MOST_SERIES)).orElse(6);
    }

    private static int most(Optional<String> limit) {
        return limit.map(text -> Parameters.between("limit", text, 1, MOST_ITEMS))
                .orElse(50);
    }

    private static List<String> shown(List<String> keys) {
        List<String> distinct =
                keys.stream().filter(key -> !key.isEmpty()).distinct().toList();
        if (distinct.size() > MOST_SERIES) {
            throw new InvalidRequestException("?key", "at most %d keys are answered".formatted(MOST_SERIES));
        }
        return distinct;
    }
}
