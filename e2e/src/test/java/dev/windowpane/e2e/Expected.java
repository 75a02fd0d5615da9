package dev.windowpane.e2e;

import dev.windowpane.spec.RejectReason;
import dev.windowpane.traffic.Garbage;
import dev.windowpane.traffic.Hit;
import dev.windowpane.traffic.SampleRecord;
import dev.windowpane.traffic.Tally;
import java.util.Map;
import java.util.TreeMap;

/** What the tables must hold: everything that was sent to the stack since it was started. */
final class Expected {
    private final Tally tally = Tally.ofFiveMinutes();
    private final Map<String, Long> deadLetters = new TreeMap<>();

    void hits(Iterable<Hit> hits) {
        tally.addAll(hits);
    }

    void deadLetter(RejectReason reason) {
        deadLetters.merge(reason.name(), 1L, Long::sum);
    }

    void sample(SampleRecord message) {
        switch (message) {
            case SampleRecord.Good good -> tally.add(good.hit());
            case SampleRecord.Bad bad -> deadLetter(reason(bad.garbage()));
        }
    }

    Tally tally() {
        return tally;
    }

    Map<String, Long> deadLetters() {
        return Map.copyOf(deadLetters);
    }

    long read() {
        return tally.hits() + deadLetters.values().stream().mapToLong(it -> it).sum();
    }

    private static RejectReason reason(Garbage garbage) {
        return switch (garbage) {
            case TOMBSTONE -> RejectReason.EMPTY;
            case CUT_OFF, PLAIN_TEXT -> RejectReason.NOT_JSON;
            case ARRAY -> RejectReason.NOT_AN_OBJECT;
            case NULL_HOST -> RejectReason.NO_HOST;
            case NUL_IN_REFERRER -> RejectReason.INVALID_TEXT;
            case UNPARSABLE_TIME, IMPOSSIBLE_DATE -> RejectReason.BAD_TIME;
            case FAR_FUTURE -> RejectReason.TOO_FAR_IN_FUTURE;
        };
    }
}
