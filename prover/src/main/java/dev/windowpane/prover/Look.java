package dev.windowpane.prover;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All jobs' ledgers in one snapshot.
 *
 * @param at by the database's clock
 * @param jobs by number
 */
public record Look(Instant at, SortedMap<Integer, JobLook> jobs) {
    public Look {
        jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
    }

    public Optional<JobLook> job(String name) {
        return jobs.values().stream().filter(job -> job.name().equals(name)).findFirst();
    }

    public long read() {
        return jobs.values().stream().mapToLong(JobLook::read).sum();
    }

    public long counted() {
        return jobs.values().stream().mapToLong(JobLook::counted).sum();
    }

    public long deadLetters() {
        return jobs.values().stream().mapToLong(JobLook::deadLetters).sum();
    }

    public long retired() {
        return jobs.values().stream().mapToLong(JobLook::retired).sum();
    }
}
