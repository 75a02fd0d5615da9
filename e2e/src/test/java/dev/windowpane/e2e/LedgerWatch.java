package dev.windowpane.e2e;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the ledger ten times a second, whatever happens to the stack meanwhile, and writes down each moment at which it was wrong. */
final class LedgerWatch implements AutoCloseable {
    private static final long BETWEEN_POLLS_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One statement, so one snapshot. */
    private static final String LOOK = """
            select (select coalesce(sum(read), 0) from job_progress),
                   (select coalesce(sum(next_offset - start_offset), 0) from job_progress),
                   (select coalesce(sum(rejected), 0) from job_progress),
                   (select coalesce(sum(num_hits), 0) from hits_by_host),
                   (select coalesce(sum(rejected), 0) from dead_letter_counts),
                   (select count(*)
                      from hits_by_host h
                      full join (select job, window_start, host, sum(num_hits) as num_hits, sum(late_hits) as late_hits
                                   from hits_by_host_and_referrer group by 1, 2, 3) r using (job, window_start, host)
                     where h.num_hits is distinct from r.num_hits or h.late_hits is distinct from r.late_hits)
            """;

    private final Connection connection;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ledger-watch").factory());
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong polls = new AtomicLong();
    private Look last = new Look(0, 0, 0, 0, 0, 0);

    /**
     * @param offsets next minus start, summed over the partitions
     * @param unequal rows by host that are not the sum of their rows by host and referrer
     */
    private record Look(long read, long offsets, long rejected, long counted, long deadLetters, long unequal) {
        static Look of(ResultSet row) throws SQLException {
            return new Look(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        }

        boolean isBalanced() {
            return read == counted + deadLetters && read == offsets && rejected == deadLetters && unequal == 0;
        }

        boolean isNotBefore(Look other) {
            return read >= other.read && counted >= other.counted && deadLetters >= other.deadLetters;
        }
    }

    LedgerWatch(Database database) {
        this.connection = database.connect();
    }

    void begin() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::poll, 0, BETWEEN_POLLS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void poll() {
        try {
            Look now = Database.query(connection, LOOK, Look::of).getFirst();
            if (!now.isBalanced()) {
                violations.add("not balanced: " + now);
            }
            if (!now.isNotBefore(last)) {
                violations.add("went back from %s to %s".formatted(last, now));
            }
            last = now;
            polls.incrementAndGet();
        } catch (SQLException e) {
            violations.add("could not look: " + e.getMessage());
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** So that a watch that has died unseen is not taken for one that saw nothing. */
    void awaitAnotherLook() {
        long before = polls();
        await().atMost(PATIENCE).until(() -> polls() > before || !violations.isEmpty());
    }

    long polls() {
        return polls.get();
    }

    @Override
    public void close() {
        timer.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection cannot be closed", e);
        }
    }
}
