package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.output.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane hits series}. */
@Command(
        name = "series",
        description = {
            "Lists hits per window: all, those of the keys with the most, and those of all others together.",
            "The range is the last 24 hours with hits, if left out."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane hits series --from -1h",
            "  windowpane hits series --step 1h --from yesterday --to today --top 3",
            "  windowpane hits series --by referrer --host www.example.com -o csv"
        })
final class HitsSeries implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Option(names = "--by", paramLabel = "KEY", description = "host or referrer. Default: host.")
    private By by = By.HOST;

    @Option(names = "--host", paramLabel = "HOST", description = "Only hits of this host.")
    private @Nullable String host;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "These keys instead of the top; may be given several times.")
    private List<String> keys = List.of();

    @Option(names = "--top", paramLabel = "N", description = "How many keys have a column, 0 to 50. Default: 6.")
    private int top = 6;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The length of a window: a multiple of the job's own.")
    private @Nullable Duration step;

    HitsSeries(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Address address = range.of(common, Address.of("series").with("by", by))
                .with("host", host)
                .with("top", top)
                .with("step", step);
        for (String key : keys) {
            address = address.with("key", key);
        }
        JsonNode series = common.api().get(address);
        common.printer().list(series, columns(series), rows(series));
        return Exit.OK;
    }

    private static List<Column> columns(JsonNode series) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.time("WINDOW", "/start"),
                Column.state("STATUS", "/status"),
                Column.count("HITS", "/hits"),
                Column.count("LATE", "/lateHits")));
        int index = 0;
        for (JsonNode one : series.path("series")) {
            String key = one.path("key").asText();
            columns.add(Column.count(key, "/keys/" + index).named(key));
            index++;
        }
        columns.add(Column.count("others", "/others"));
        return columns;
    }

    private static List<JsonNode> rows(JsonNode series) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode window : series.path("windows")) {
            int index = rows.size();
            ObjectNode row = Json.object();
            window.properties().forEach(field -> row.set(field.getKey(), field.getValue()));
            series.path("series")
                    .forEach(one -> row.withArray("/keys").add(one.path("hits").path(index)));
            row.set("others", series.path("other").path("hits").path(index));
            rows.add(row);
        }
        return rows;
    }
}
