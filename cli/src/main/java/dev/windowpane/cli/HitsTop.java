package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import dev.windowpane.cli.output.Printer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane hits top}. */
@Command(
        name = "top",
        description = {
            "Lists the hosts or referrers with the most hits.",
            "The range is the last 24 hours with hits, if left out."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane hits top",
            "  windowpane hits top --by referrer --host www.example.com --from yesterday --to today",
            "  windowpane hits top --from 2026-01-31T12:00:00Z --to 2026-01-31T13:00:00Z -o csv"
        })
final class HitsTop implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.prose("KEY", "/key"),
            Column.count("HITS", "/hits"),
            Column.count("LATE", "/lateHits"),
            Column.share("SHARE", "/share"));

    @Mixin
    private final Common common;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Option(names = "--by", paramLabel = "KEY", description = "host or referrer. Default: host.")
    private By by = By.HOST;

    @Option(names = "--host", paramLabel = "HOST", description = "Only hits of this host.")
    private @Nullable String host;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only keys that contain this.")
    private @Nullable String search;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, up to 1000. Default: 50.")
    private int limit = 50;

    HitsTop(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Address address = range.of(common, Address.of("top").with("by", by))
                .with("host", host)
                .with("search", search)
                .with("limit", limit);
        JsonNode top = common.api().get(address);
        Printer printer = common.printer();
        printer.list(top, COLUMNS, top.path("items"));
        printer.remark("%,d hits of %,d %ss, %s to %s"
                .formatted(
                        top.path("totalHits").asLong(),
                        top.path("keys").asLong(),
                        by,
                        printer.time(top.path("from")),
                        printer.time(top.path("to"))));
        return Exit.OK;
    }
}
