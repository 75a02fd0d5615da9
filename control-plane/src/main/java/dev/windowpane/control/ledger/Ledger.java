package dev.windowpane.control.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The proof that no hit is lost or counted twice: the sums over {@code jobs}, all read from one snapshot of the database. */
record Ledger(long read, long counted, DeadLetters deadLetters, boolean balanced, Instant asOf, List<JobLedger> jobs) {
    Ledger {
        jobs = List.copyOf(jobs);
    }

    static Ledger of(List<JobLedger> jobs, Instant asOf) {
        Map<String, Long> byReason = jobs.stream()
                .flatMap(job -> job.deadLetters().byReason().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
        return new Ledger(
                jobs.stream().mapToLong(JobLedger::read).sum(),
                jobs.stream().mapToLong(JobLedger::counted).sum(),
                DeadLetters.of(byReason),
                jobs.stream().allMatch(JobLedger::balanced),
                asOf,
                jobs);
    }
}
