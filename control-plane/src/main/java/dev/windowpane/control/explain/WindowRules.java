package dev.windowpane.control.explain;

import dev.windowpane.control.explain.Look.Partition;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What event time explains: windows that have not ended, and partitions that hold them open. */
final class WindowRules {
    /** Partitions drift apart by so much without anything being wrong. */
    private static final Duration DRIFT = Duration.ofSeconds(30);

    private WindowRules() {}

    /** A partition whose hits are far behind those of another, both being read. */
    record Holder(Partition slow, Partition ahead) {
        Duration behind() {
            return Duration.between(
                    slow.newestHit().orElseThrow(), ahead.newestHit().orElseThrow());
        }
    }

    static Optional<Holder> holder(Look look, JobSpec spec) {
        List<Partition> active = look.partitions().stream()
                .filter(partition -> partition.newestHit().isPresent())
                .filter(partition -> partition
                        .movedAt()
                        .map(at -> look.asOf().isBefore(at.plus(spec.eventTime().idleTimeout())))
                        .orElse(false))
                .sorted(Comparator.comparing(partition -> partition.newestHit().orElseThrow()))
                .toList();
        if (active.size() < 2) {
            return Optional.empty();
        }
        Holder holder = new Holder(active.getFirst(), active.getLast());
        Duration least = spec.eventTime().outOfOrderness().plus(DRIFT);
        return holder.behind().compareTo(least) > 0 ? Optional.of(holder) : Optional.empty();
    }

    static Optional<Reason> partitionHolds(Facts facts) {
        if (facts.look().isEmpty()
                || facts.spec().isEmpty()
                || facts.look().get().watermark().isEmpty()) {
            return Optional.empty();
        }
        Look look = facts.look().get();
        return holder(look, facts.spec().get()).map(holder -> {
            Instant watermark = look.watermark().get();
            String since = facts.heldSince()
                    .map(at -> ", since %s at the latest".formatted(Words.at(at, facts.now())))
                    .orElse("");
            String sentence = "Partition %d holds the watermark at %s: its newest hit is %s behind partition %d's%s."
                    .formatted(
                            holder.slow().number(),
                            Words.at(watermark, facts.now()),
                            Words.span(holder.behind()),
                            holder.ahead().number(),
                            since);
            Reason reason = Reason.of(Cause.PARTITION_HOLDS_WATERMARK, sentence)
                    .with("partition", holder.slow().number())
                    .with("watermark", watermark)
                    .with("behindSeconds", holder.behind().toSeconds())
                    .with("newestPartition", holder.ahead().number());
            return facts.heldSince().map(reason::since).orElse(reason);
        });
    }

    /** Whether some window has hits and has become FINAL. */
    static boolean hasFinalWindows(Facts facts) {
        return openWindow(facts)
                .flatMap(window -> facts.look().flatMap(Look::firstWindow).map(first -> first.isBefore(window.start())))
                .orElse(false);
    }

    static Optional<Reason> windowOpen(Facts facts) {
        return openWindow(facts).map(window -> {
            double speed = Rates.watermark(facts).filter(known -> known > 0).orElse(1.0);
            long left = (long) Math.ceil(window.left().toMillis() / 1000.0 / speed);
            String sentence = "The window %s is open; it becomes FINAL in %d s if hits go on as now."
                    .formatted(Words.range(window.start(), window.end(), facts.now()), left);
            return Reason.of(Cause.WINDOW_OPEN, sentence)
                    .with("windowStart", window.start())
                    .with("windowEnd", window.end())
                    .with("seconds", left);
        });
    }

    private record Window(Instant start, Instant end, Duration left) {}

    /** The oldest window that is not FINAL, if it can have hits. Time has gone on since the look, and with it the watermark. */
    private static Optional<Window> openWindow(Facts facts) {
        if (facts.look().isEmpty() || facts.spec().isEmpty()) {
            return Optional.empty();
        }
        WindowSpec spec = facts.spec().get().window();
        Look look = facts.look().get();
        return look.watermark()
                .map(watermark -> {
                    Instant start = Instant.ofEpochSecond(spec.startOf(watermark.getEpochSecond()));
                    Instant end = start.plus(spec.size());
                    return new Window(start, end, Duration.between(watermark, end));
                })
                .filter(window -> look.newestHit()
                        .map(hit -> !hit.isBefore(window.start()))
                        .orElse(false));
    }
}
