package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import dev.windowpane.cli.output.Format;
import dev.windowpane.cli.output.Printer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane dead-letters replay}. */
@Command(
        name = "replay",
        description = {
            "Reads dead letters again from Kafka, after the spec is repaired. What is a hit then is counted exactly once.",
            "A running job is launched anew for it."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane dead-letters replay --reason BAD_TIME",
            "  windowpane dead-letters replay --job mine --item 0:1042 --item 2:77"
        })
final class DeadLettersReplay implements Callable<Integer> {
    private static final Pattern ITEM = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    @Mixin
    private final Common common;

    @Option(names = "--job", paramLabel = "NAME", description = "May be left out when there is exactly one job.")
    private @Nullable String job;

    @Option(names = "--reason", paramLabel = "REASON", description = "All of this reason, such as NOT_JSON.")
    private @Nullable String reason;

    @Option(
            names = "--item",
            paramLabel = "PARTITION:OFFSET",
            description = "This one; may be given several times, instead of --reason.")
    private List<String> items = List.of();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same request with the same key has its effect once. Default: a new one for each call.")
    private @Nullable String key;

    DeadLettersReplay(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        String once = key == null ? common.surroundings().keys().get() : key;
        JsonNode answer = common.api()
                .send(Request.post(Address.of("dead-letters", "replay"), body(), once))
                .json();
        Printer printer = common.printer();
        if (printer.format() == Format.TABLE) {
            printer.remark("%,d dead letters are read again by the job's next launch%s"
                    .formatted(
                            answer.path("wanted").asLong(),
                            answer.path("notKept").asLong() == 0
                                    ? ""
                                    : "; of %,d more no sample was kept"
                                            .formatted(answer.path("notKept").asLong())));
        } else {
            printer.json(answer);
        }
        return Exit.OK;
    }

    private ObjectNode body() {
        if ((reason == null) == items.isEmpty()) {
            throw common.wrong("Give either --reason or --item, and not both");
        }
        ObjectNode body = Json.object();
        if (job != null) {
            body.put("job", job);
        }
        if (reason != null) {
            return body.put("reason", reason);
        }
        ArrayNode array = body.putArray("items");
        for (String item : items) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                throw common.wrong("--item is PARTITION:OFFSET such as 0:1042, but not '%s'".formatted(item));
            }
            array.addObject()
                    .put("partition", Integer.parseInt(parts.group(1)))
                    .put("offset", Long.parseLong(parts.group(2)));
        }
        return body;
    }
}
