package dev.windowpane.control.jobs;

import dev.windowpane.spec.JobSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands in Postgres. It says what is desired and what was done, not what is observed.
 *
 * @param id its number in the count tables
 * @param run its newest run
 * @param watermark windows that end at or before it are FINAL
 * @param newestHit the time of the newest hit counted
 * @param committedAt when counts last changed
 */
public record StoredJob(
        int id,
        JobSpec spec,
        long revision,
        Desired desired,
        Instant createdAt,
        Instant updatedAt,
        Optional<Run> run,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt) {
    public String name() {
        return spec.name().value();
    }

    /** When the job or its run last changed. */
    Instant changedAt() {
        return run.map(Run::updatedAt).filter(at -> at.isAfter(updatedAt)).orElse(updatedAt);
    }
}
