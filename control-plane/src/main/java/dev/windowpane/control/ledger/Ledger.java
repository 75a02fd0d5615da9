package dev.windowpane.control.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The proof that no hit is lost or counted twice: the sums over {@code jobs}, all read from one snapshot of the database. */
record Ledger(
        long read,
        long counted,
        DeadLetters deadLetters,
        boolean balanced,
        Instant asOf,
        List<JobLedger> jobs,

        @Schema(description = "Jobs that no sum here holds, as this version cannot read their spec; the job says why")
        List<String> leftOut) {
    Ledger {
        jobs = List.copyOf(jobs);
        leftOut = List.copyOf(leftOut);
    }

    static Ledger of(List<JobLedger> jobs, List<String> leftOut, Instant asOf) {
        Map<String, Long> byReason = jobs.stream()
                .flatMap(job -> job.deadLetters().byReason().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
        return new Ledger(
                jobs.stream().mapToLong(JobLedger::read).sum(),
                jobs.stream().mapToLong(JobLedger::counted).sum(),
                DeadLetters.of(byReason),
                jobs.stream().allMatch(JobLedger::balanced),
                asOf,
                jobs,
                leftOut);
    }
}
