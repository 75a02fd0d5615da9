package dev.windowpane.control.ledger;

import dev.windowpane.control.ledger.Lateness.LatenessOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Turns how late hits were into what another out-of-orderness would have cost. */
final class LatenessTable {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Duration present;
    private final List<Duration> choices;

    /** @param bounds in seconds: where hits are told apart by how late they were; the present choice is among them */
    LatenessTable(Duration present, Collection<Long> bounds) {
        this.present = present;
        this.choices = bounds.stream()
                .map(Duration::ofSeconds)
                .filter(bound -> bound.compareTo(LONGEST) <= 0 || bound.equals(present))
                .sorted()
                .toList();
    }

    /** @param late hits by the least number of seconds that they were late */
    List<LatenessOption> options(long hits, NavigableMap<Long, Long> late) {
        return choices.stream().map(choice -> option(choice, hits, late)).toList();
    }

    private LatenessOption option(Duration choice, long hits, NavigableMap<Long, Long> late) {
        long correcting = late.tailMap(choice.toSeconds(), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        double share = hits == 0 ? 0 : Math.min(1, (double) correcting / hits);
        return new LatenessOption(choice, correcting, share, choice.minus(present));
    }

    /** The present choice beside the nearest that says something: ten times fewer corrections, or the shortest without any. */
    String sentence(long hits, List<LatenessOption> options) {
        if (hits == 0) {
            return "no hit has been counted yet, so nothing is known about late ones";
        }
        TreeMap<Duration, LatenessOption> byChoice = new TreeMap<>();
        options.forEach(option -> byChoice.put(option.outOfOrderness(), option));
        LatenessOption now = byChoice.ceilingEntry(present).getValue();
        LatenessOption other = now.correcting() == 0 ? shortestWithout(options) : tenTimesBetter(options, now);
        String start = "at %s of out-of-orderness %s of the hits correct a FINAL window"
                .formatted(length(present), percent(now.share()));
        return other.outOfOrderness().equals(present)
                ? start
                : start
                        + ", at %s %s, and windows become FINAL %s %s"
                                .formatted(
                                        length(other.outOfOrderness()),
                                        percent(other.share()),
                                        length(other.finalLater().abs()),
                                        other.finalLater().isNegative() ? "earlier" : "later");
    }

    private static LatenessOption shortestWithout(List<LatenessOption> options) {
        return options.stream()
                .filter(option -> option.correcting() == 0)
                .findFirst()
                .orElse(options.getLast());
    }

    private LatenessOption tenTimesBetter(List<LatenessOption> options, LatenessOption now) {
        return options.stream()
                .filter(option -> option.outOfOrderness().compareTo(present) > 0)
                .filter(option -> option.correcting() * 10 <= now.correcting())
                .findFirst()
                .orElse(options.getLast());
    }

    private static String percent(double share) {
        if (share == 0) {
            return "0 %";
        }
        return share < 0.0001 ? "<0.01 %" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String length(Duration duration) {
        if (duration.toSeconds() < 120 || duration.toSecondsPart() != 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutes() < 120 || duration.toMinutesPart() != 0
                ? duration.toMinutes() + " min"
                : duration.toHours() + " h";
    }
}
