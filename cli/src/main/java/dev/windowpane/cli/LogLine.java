package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.output.Printer;
import dev.windowpane.cli.output.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An entry of a job's history, for people. */
final class LogLine {
    private static final int OF_RUN = 8;
    /** Of a call that brought none. */
    private static final Pattern OUR_REQUEST = Pattern.compile("[0-9a-f]{32}");

    private LogLine() {}

    static Instant at(JsonNode entry) {
        try {
            return Instant.parse(entry.path("at").asText());
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    /** One line, and further ones where its text has some. */
    static void print(Printer printer, JsonNode entry) {
        List<String> detail = entry.path("detail").asText().lines().toList();
        String facts = Stream.of(
                        entry.path("phase").asText(),
                        labelled(entry, "revision"),
                        labelled(entry, "run"),
                        entry.path("code").asText(),
                        detail.isEmpty() ? "" : detail.getFirst(),
                        asker(entry))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        printer.remark("%s  %s  %s"
                .formatted(
                        printer.time(entry.path("at")),
                        printer.state("%-9s"
                                .formatted(Text.printable(entry.path("kind").asText()))),
                        Text.printable(facts)));
        detail.stream().skip(1).forEach(line -> printer.remark("    " + Text.printable(line)));
    }

    private static String labelled(JsonNode entry, String key) {
        String value = entry.path(key).asText();
        return value.isEmpty() ? "" : key + " " + value.substring(0, Math.min(OF_RUN, value.length()));
    }

    private static String asker(JsonNode entry) {
        String actor = entry.path("actor").asText();
        String request = entry.path("requestId").asText();
        String shown = OUR_REQUEST.matcher(request).matches() ? request.substring(0, OF_RUN) : request;
        return actor.isEmpty() ? "" : "by %s%s".formatted(actor, shown.isEmpty() ? "" : ", request " + shown);
    }
}
