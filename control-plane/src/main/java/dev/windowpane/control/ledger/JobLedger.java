package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The proof for one job: every record read is counted or a dead letter.
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
        DeadLetters deadLetters,
        boolean balanced,
        long epoch,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt,

        @Schema(description = "Transactions that changed counts")
        long commits,

        List<PartitionProgress> partitions) {
    JobLedger {
        partitions = List.copyOf(partitions);
    }

    static boolean balances(
            long counted,
            Optional<Long> countedByReferrer,
            DeadLetters deadLetters,
            List<PartitionProgress> partitions) {
        long read = partitions.stream().mapToLong(PartitionProgress::read).sum();
        long rejected =
                partitions.stream().mapToLong(PartitionProgress::rejected).sum();
        return read == counted + deadLetters.total()
                && rejected == deadLetters.total()
                && countedByReferrer.orElse(counted) == counted;
    }
}
