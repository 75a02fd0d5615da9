package dev.windowpane.traffic;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the lines of a replay. */
final class ReplayReport {
    private static final int EXAMPLES = 3;
    private static final int EXAMPLE_LENGTH = 100;

    private final Map<LogLine.Refusal, Refused> refused = new EnumMap<>(LogLine.Refusal.class);
    private long sent;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private static final class Refused {
        private final List<String> examples = new ArrayList<>();
        private long lines;
    }

    void sent(Instant time) {
        sent++;
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    /** @param place the line's file and number */
    void refused(LogLine.Refusal why, String place, String text) {
        Refused lines = refused.computeIfAbsent(why, it -> new Refused());
        lines.lines++;
        if (lines.examples.size() < EXAMPLES) {
            String start = text.length() > EXAMPLE_LENGTH ? text.substring(0, EXAMPLE_LENGTH) + "…" : text;
            lines.examples.add(place + ": " + printable(start));
        }
    }

    long sent() {
        return sent;
    }

    long refused() {
        return refused.values().stream().mapToLong(it -> it.lines).sum();
    }

    long read() {
        return sent + refused();
    }

    void print(PrintWriter out, KafkaOptions kafka, Duration took) {
        out.println("%,d lines read, %,d hits sent to %s, %,d refused, in %.1f s"
                .formatted(read(), sent, kafka, refused(), took.toMillis() / 1000.0));
        if (sent > 0) {
            out.println("hits from %s to %s".formatted(first, last));
        }
        refused.forEach((why, lines) -> {
            out.println("refused, %s: %,d".formatted(why, lines.lines));
            lines.examples.forEach(example -> out.println("  " + example));
        });
        out.flush();
    }

    /** A log is written by strangers: what it holds must not steer the terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
