package dev.windowpane.control.ledger;

import dev.windowpane.control.testing.RollUps;
import java.util.stream.Stream;

/** A job with two partitions, two hosts and three windows (FINAL, CORRECTED, OPEN) whose numbers add up. */
final class LedgerExample {
    static final String[] SQL = Stream.concat(
                    Stream.of(
                            """
            insert into job (id, name, spec, desired) overriding system value values
              (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
            """,
                            "insert into job_ledger (job, epoch, watermark, commits) values (7, 3, '2026-01-31T12:10:05Z', 12)",
                            """
            insert into window_ledger values
              (7, '2026-01-31T12:00:00Z', 0, 5, 0),
              (7, '2026-01-31T12:05:00Z', 1, 5, 3),
              (7, '2026-01-31T12:10:00Z', 0, 3, 0), (7, '2026-01-31T12:10:00Z', 1, 1, 0)
            """,
                            """
            insert into hits_by_host values
              (7, '2026-01-31T12:00:00Z', 'a', 5, 0),
              (7, '2026-01-31T12:05:00Z', 'a', 1, 1), (7, '2026-01-31T12:05:00Z', 'b', 4, 2),
              (7, '2026-01-31T12:10:00Z', 'b', 4, 0)
            """,
                            """
            insert into hits_by_host_and_referrer values
              (7, '2026-01-31T12:00:00Z', 'a', '(direct)', 2, 0), (7, '2026-01-31T12:00:00Z', 'a', 'http://x/', 3, 0),
              (7, '2026-01-31T12:05:00Z', 'a', '(direct)', 1, 1), (7, '2026-01-31T12:05:00Z', 'b', '(direct)', 4, 2),
              (7, '2026-01-31T12:10:00Z', 'b', '(direct)', 4, 0)
            """,
                            """
            insert into job_progress (job, partition, start_offset, next_offset, end_offset, read, rejected, retired, skipped, newest_hit, moved_at) values
              (7, 0, 100, 118, 500, 13, 1, 4, 5, '2026-01-31T12:10:20Z', '2026-01-31T12:10:21Z'), (7, 1, 0, 10, null, 8, 2, 0, 0, null, null)
            """,
                            """
            insert into dead_letter_counts values (7, 0, 'NOT_JSON', 1), (7, 1, 'NOT_JSON', 1), (7, 1, 'EMPTY', 1)
            """),
                    Stream.of(RollUps.SQL))
            .toArray(String[]::new);

    private LedgerExample() {}
}
