package dev.windowpane.job.hit;

import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Parsers, and what they made of a record as text. */
final class TestHits {
    private TestHits() {}

    static HitParser parser() {
        return new HitParser(EventTime.DEFAULT);
    }

    static HitParser parser(TimeFormat... formats) {
        EventTime rules = EventTime.DEFAULT;
        return new HitParser(new EventTime(
                rules.field(),
                List.of(formats),
                rules.outOfOrderness(),
                rules.idleTimeout(),
                rules.furthestFuture(),
                rules.oldestAccepted()));
    }

    /** {@code time host referrer}, or the reason. */
    static String text(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Hit hit -> {
                String key = new String(hit.key(), StandardCharsets.UTF_8);
                String host = new String(hit.key(), 0, hit.hostLength(), StandardCharsets.UTF_8);
                yield Instant.ofEpochMilli(hit.time()) + " " + host + " " + key.substring(host.length());
            }
            case Parsed.Reject reject -> reject.reason().name();
        };
    }
}
