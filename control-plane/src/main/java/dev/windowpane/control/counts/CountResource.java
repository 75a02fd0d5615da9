package dev.windowpane.control.counts;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "counts", description = "Hits per window, by host and by referrer")
final class CountResource {
    private static final int MOST_SERIES = 50;
    private static final int MOST_ITEMS = 1000;

    private final Counts counts;

    CountResource(Counts counts) {
        this.counts = counts;
    }

    @GET
    @Path("series")
    @Operation(
            operationId = "getSeries",
            summary = "Hits per window, for the keys with the most hits and for all others together")
    public Series series(
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
                    List<String> keys) {
        int limit =
                top.map(text -> Parameters.between("top", text, 0, MOST_SERIES)).orElse(6);
        return counts.series(which, step, limit, shown(keys));
    }

    @GET
    @Path("top")
    @Operation(operationId = "getTop", summary = "Hosts or referrers by their hits in a range, most first")
    public Top top(
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
                    Optional<String> limit) {
        int most = limit.map(text -> Parameters.between("limit", text, 1, MOST_ITEMS))
                .orElse(50);
        return counts.top(which, search.filter(text -> !text.isEmpty()), most);
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
