package dev.windowpane.control.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is remembered of jobs, so that a question can be answered while Postgres is away, and speeds can be told. */
final class Memory {
    private final InstantSource clock;
    private final Duration apart;
    private final Map<Integer, History> jobs = new ConcurrentHashMap<>();
    private volatile Duration databaseAhead = Duration.ZERO;
    private volatile Optional<Instant> awaySince = Optional.empty();

    Memory(InstantSource clock, Duration apart) {
        this.clock = clock;
        this.apart = apart;
    }

    void saw(int job, Look look) {
        jobs.computeIfAbsent(job, id -> new History(apart)).add(look);
        databaseAhead = Duration.between(clock.instant(), look.asOf());
    }

    History of(int job) {
        return jobs.computeIfAbsent(job, id -> new History(apart));
    }

    void keepOnly(Set<Integer> ids) {
        jobs.keySet().retainAll(ids);
    }

    /** Whether Postgres has answered just now. */
    void reached(boolean answers) {
        awaySince = answers ? Optional.empty() : awaySince.or(() -> Optional.of(now()));
    }

    Optional<Instant> awaySince() {
        return awaySince;
    }

    /** By Postgres' clock as far as it is known, since all that is remembered is by that. */
    Instant now() {
        return clock.instant().plus(databaseAhead);
    }
}
