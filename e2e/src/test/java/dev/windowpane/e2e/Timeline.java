package dev.windowpane.e2e;

import dev.windowpane.prover.JobLook;
import dev.windowpane.prover.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What readers saw of a job, look by look: how old the counts were, how long they stood still, when windows became FINAL. Thread-safe. */
final class Timeline {
    /** FINAL is measured for windows of this size: a boundary is passed by the label when a window that ends there becomes FINAL. */
    private static final long BOUNDARY_SECONDS = 10;

    private final String job;
    private final List<Seen> seen = new ArrayList<>();

    /** One look. */
    private record Seen(Instant at, long read, Instant newestHit, Instant label) {}

    Timeline(String job) {
        this.job = job;
    }

    void add(Look look) {
        look.job(job)
                .ifPresent(
                        it -> add(new Seen(look.at(), it.read(), it.newestHit().orElse(Instant.EPOCH), label(it))));
    }

    private static Instant label(JobLook job) {
        return job.watermark().orElse(Instant.EPOCH);
    }

    private synchronized void add(Seen look) {
        seen.add(look);
    }

    /** Forgets what was before; the state of now stays. */
    synchronized void begin() {
        if (!seen.isEmpty()) {
            Seen last = seen.getLast();
            seen.clear();
            seen.add(last);
        }
    }

    /** The longest time in which no commit became visible, up to the last one that did. */
    synchronized Duration longestGap() {
        Duration longest = Duration.ZERO;
        Seen moved = seen.isEmpty() ? new Seen(Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH) : seen.getFirst();
        for (Seen look : seen) {
            if (look.read() != moved.read()) {
                longest = longer(longest, Duration.between(moved.at(), look.at()));
                moved = look;
            }
        }
        return longest;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** How old the newest count was at a look; while traffic flows. */
    synchronized Duration ageP95() {
        return p95(seen.stream()
                .map(look -> Duration.between(look.newestHit(), look.at()))
                .toList());
    }

    /** From a window's end to the first look at which it was FINAL. */
    synchronized Duration finalAfterP95() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 1; i < seen.size(); i++) {
            long from = seen.get(i - 1).label().getEpochSecond() / BOUNDARY_SECONDS + 1;
            long to = seen.get(i).label().getEpochSecond() / BOUNDARY_SECONDS;
            for (long boundary = Math.max(from, to - 100); boundary <= to; boundary++) {
                delays.add(Duration.between(
                        Instant.ofEpochSecond(boundary * BOUNDARY_SECONDS),
                        seen.get(i).at()));
            }
        }
        return p95(delays);
    }

    /** Whether every window that ended by then is FINAL. */
    synchronized boolean isFinal(Instant end) {
        return !seen.isEmpty() && !seen.getLast().label().isBefore(end);
    }

    private static Duration p95(List<Duration> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was seen");
        }
        List<Duration> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }
}
