package dev.windowpane.control.explain;

import dev.windowpane.spec.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The looks at one job of the last minutes, at most one every few seconds. */
final class History {
    private static final int MOST = 64;
    /** What has happened lately is what has happened in about so long. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Duration apart;
    private final Deque<Look> looks = new ArrayDeque<>();
    private Optional<Look> newest = Optional.empty();

    /** @param apart looks that come faster replace the newest, and do not push out old ones */
    History(Duration apart) {
        this.apart = apart;
    }

    synchronized void add(Look look) {
        // Postgres was set back: what was before says nothing any more
        if (newest.map(last -> last.read() > look.read() || last.hits() > look.hits())
                .orElse(false)) {
            looks.clear();
        }
        newest = Optional.of(look);
        if (looks.isEmpty() || !look.asOf().isBefore(looks.getLast().asOf().plus(apart))) {
            looks.addLast(look);
        }
        if (looks.size() > MOST) {
            looks.removeFirst();
        }
    }

    synchronized Optional<Look> newest() {
        return newest;
    }

    /** The youngest that is a minute older than the newest, else the oldest; not the newest itself. */
    synchronized Optional<Look> before() {
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Instant now = newest.get().asOf();
        Optional<Look> oldest = looks.stream()
                .filter(look -> !look.asOf().plus(apart).isAfter(now))
                .findFirst();
        Optional<Look> minuteOld = looks.stream()
                .filter(look -> !look.asOf().plus(LATELY).isAfter(now))
                .reduce((one, other) -> other);
        return minuteOld.or(() -> oldest);
    }

    /** The oldest look since which the same partition is far behind in every look; empty if none is now. */
    synchronized Optional<Instant> heldSince(JobSpec spec) {
        Optional<Integer> holder = newest.flatMap(look -> holder(look, spec));
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        Instant since = newest.get().asOf();
        for (Iterator<Look> back = looks.descendingIterator(); back.hasNext(); ) {
            Look look = back.next();
            if (!holder(look, spec).equals(holder)) {
                break;
            }
            since = look.asOf();
        }
        return Optional.of(since);
    }

    private static Optional<Integer> holder(Look look, JobSpec spec) {
        return WindowRules.holder(look, spec).map(holder -> holder.slow().number());
    }
}
