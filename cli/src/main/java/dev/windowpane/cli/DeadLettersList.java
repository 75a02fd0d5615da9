package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane dead-letters list}. */
@Command(
        name = "list",
        description = "Lists records that are no hits, the last noted first; times are those of the Kafka records.",
        footer = {
            "",
            "Examples:",
            "  windowpane dead-letters list",
            "  windowpane dead-letters list --reason BAD_TIME --from -24h",
            "  windowpane dead-letters list --limit 100000 -o csv > dead-letters.csv"
        })
final class DeadLettersList implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("TOPIC", "/topic"),
            Column.number("PARTITION", "/partition"),
            Column.number("OFFSET", "/offset"),
            Column.text("REASON", "/reason"),
            Column.time("RECORD TIME", "/recordTime"),
            Column.count("BYTES", "/size"),
            Column.text("REPLAY", "/replay"),
            Column.prose("NOTE", "/replayNote"),
            Column.prose("PREVIEW", "/preview"));

    @Mixin
    private final Common common;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Option(names = "--reason", paramLabel = "REASON", description = "Only of this reason, such as NOT_JSON.")
    private @Nullable String reason;

    @Option(names = "--partition", paramLabel = "N", description = "Only of this partition.")
    private @Nullable Integer partition;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only payloads that contain this.")
    private @Nullable String search;

    @Option(
            names = "--replay",
            paramLabel = "STATE",
            description = "Only those whose replay is NONE, WANTED, DONE or REFUSED.")
    private @Nullable String replay;

    @Mixin
    private final Limit limit = new Limit();

    DeadLettersList(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Address address = range.of(common, Address.of("dead-letters"))
                .with("reason", reason)
                .with("partition", partition)
                .with("search", search)
                .with("replay", replay);
        JsonNode letters = Pages.read(common.api(), address, limit.most(common));
        common.printer().list(letters, COLUMNS, letters.path("items"));
        Pages.remarkOnMore(common, letters);
        return Exit.OK;
    }
}
