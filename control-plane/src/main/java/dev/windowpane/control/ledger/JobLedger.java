package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The proof for one job: {@code read = onTime + late + open + retired + dead letters}.
 *
 * @param read records read from Kafka
 * @param counted the sum of the counts by host
 * @param countedByReferrer the sum of the counts by host and referrer; empty where the job does not count by it
 * @param balanced whether all of them fit together
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record JobLedger(
        String job,
        long read,
        long counted,
        Optional<Long> countedByReferrer,

        @Schema(description = "Hits of FINAL windows that came before they were FINAL")
        long onTime,

        @Schema(description = "Hits that came after their window was FINAL and corrected it")
        long late,

        @Schema(description = "Hits of windows that are not FINAL yet")
        long open,

        @Schema(description = "Hits of windows that retention has dropped")
        long retired,

        DeadLetters deadLetters,

        @Schema(description = "Offsets that were never read, passed over by accepted gaps")
        long skipped,

        boolean balanced,

        @Schema(description = "Whether it does not balance now or was ever found not to")
        boolean everUnbalanced,

        @Schema(description = "The newest 20") List<Violation> violations,
        long epoch,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt,

        @Schema(description = "Transactions that changed counts")
        long commits,

        List<PartitionProgress> partitions) {
    JobLedger {
        violations = List.copyOf(violations);
        partitions = List.copyOf(partitions);
    }

    /** What the job's tables say in sums, as far as it is not by partition. */
    record Sums(long counted, Optional<Long> countedByReferrer, DeadLetters deadLetters, long epoch, long commits) {}

    static JobLedger of(
            JobRef job, Label label, Sums sums, List<PartitionProgress> partitions, List<Violation> violations) {
        ToLongFunction<ToLongFunction<PartitionProgress>> sum =
                part -> partitions.stream().mapToLong(part).sum();
        boolean balanced = findings(sums, partitions).isEmpty();
        return new JobLedger(
                job.name(),
                sum.applyAsLong(PartitionProgress::read),
                sums.counted(),
                sums.countedByReferrer(),
                sum.applyAsLong(PartitionProgress::onTime),
                sum.applyAsLong(PartitionProgress::late),
                sum.applyAsLong(PartitionProgress::open),
                sum.applyAsLong(PartitionProgress::retired),
                sums.deadLetters(),
                sum.applyAsLong(PartitionProgress::skipped),
                balanced,
                !balanced || !violations.isEmpty(),
                violations,
                sums.epoch(),
                label.watermark(),
                label.newestHit(),
                label.committedAt(),
                sums.commits(),
                partitions);
    }

    /** The rules about sums that do not hold. */
    List<Finding> findings() {
        return findings(new Sums(counted, countedByReferrer, deadLetters, epoch, commits), partitions);
    }

    private static List<Finding> findings(Sums sums, List<PartitionProgress> partitions) {
        List<Finding> findings = new ArrayList<>();
        partitions.stream()
                .filter(part -> !part.balances())
                .findFirst()
                .ifPresent(part -> findings.add(unbalanced(part)));
        partitions.stream()
                .filter(part -> !part.fitsOffsets())
                .findFirst()
                .ifPresent(part -> findings.add(new Finding(
                        Rule.OFFSETS,
                        "partition %d: %d records were read and %d skipped between the offsets %d and %d"
                                .formatted(
                                        part.partition(),
                                        part.read(),
                                        part.skipped(),
                                        part.startOffset(),
                                        part.nextOffset()))));
        long byPartition = partitions.stream()
                .mapToLong(part -> part.deadLetters().total())
                .sum();
        if (byPartition != sums.deadLetters().total()) {
            findings.add(new Finding(
                    Rule.PARTITION,
                    "%d dead letters belong to partitions that were never read"
                            .formatted(sums.deadLetters().total() - byPartition)));
        }
        long inWindows = partitions.stream()
                .mapToLong(part -> part.onTime() + part.late() + part.open())
                .sum();
        if (inWindows != sums.counted()) {
            findings.add(new Finding(
                    Rule.HOST_TOTALS,
                    "the partitions have %d hits in windows, the hosts %d".formatted(inWindows, sums.counted())));
        }
        long byReferrer = sums.countedByReferrer().orElse(sums.counted());
        if (byReferrer != sums.counted()) {
            findings.add(new Finding(
                    Rule.REFERRER_TOTALS,
                    "the hosts have %d hits, their referrers %d".formatted(sums.counted(), byReferrer)));
        }
        return findings;
    }

    private static Finding unbalanced(PartitionProgress part) {
        return new Finding(
                Rule.PARTITION,
                "partition %d: %d records were read, but %d hits are in windows, %d retired, and %d dead letters (%d by progress)"
                        .formatted(
                                part.partition(),
                                part.read(),
                                part.onTime() + part.late() + part.open(),
                                part.retired(),
                                part.deadLetters().total(),
                                part.rejected()));
    }
}
