package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.commit.PostgresConnection.Connector;
import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The commit thread on a real Postgres that fails. */
final class CommitterIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    /** Far more than the 2 s that closing waits at most. */
    private static final Duration PROMPTLY = Duration.ofSeconds(8);

    private final TestPostgres postgres = TestPostgres.shared();
    private final Pending pending = new Pending();
    private final OffsetChain chain = new OffsetChain(Map.of(0, 0L));
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();
    private long offset;
    private int job;
    private Committer committer = committer(postgres::asJob);

    @BeforeEach
    void newJob(TestInfo test) {
        job = postgres.newJob("c" + Integer.toHexString(test.getDisplayName().hashCode()));
        postgres.execute("insert into job_progress (job, partition, start_offset, next_offset) values (%d, 0, 0, 0)"
                .formatted(job));
    }

    @AfterEach
    void close() {
        committer.close();
    }

    @Test
    void aLostAnswerToCommitIsNotCountedTwice() {
        run(failing("commit", true));
        send(5);

        Awaitility.await().atMost(SOON).until(() -> faults.get() == 3 && !pending.hasReleased());
        assertThat(counted()).isEqualTo(5);
        send(5);
        Awaitility.await().atMost(SOON).until(() -> counted() == 10);
        assertThat(failures).isEmpty();
    }

    @Test
    void aCommitThatNeverHappenedIsMadeUpFor() {
        run(failing("commit", false));
        send(5);

        Awaitility.await().atMost(SOON).until(() -> !pending.hasReleased());
        assertThat(counted()).isEqualTo(5);
        assertThat(faults).hasValue(3);
        assertThat(failures).isEmpty();
    }

    @Test
    void whilePostgresIsAwayDeltasWaitAndThenGoInTogether() {
        run(postgres::asJob);
        send(3);
        Awaitility.await().atMost(SOON).until(() -> counted() == 3);

        postgres.server().kill();
        for (int i = 0; i < 50; i++) {
            send(2);
        }
        Awaitility.await().atMost(SOON).until(() -> committer.stats().failures() > 2);
        postgres.server().start();

        Awaitility.await().atMost(SOON).until(() -> !pending.hasReleased());
        assertThat(counted()).isEqualTo(103);
        assertThat(postgres.number("select commits from job_ledger where job = " + job))
                .isLessThan(12);
        assertThat(failures).isEmpty();
    }

    @Test
    void aNewerLaunchIsReportedOnceAndNothingIsWritten() {
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);
        run(postgres::asJob);
        send(3);

        Awaitility.await().atMost(SOON).until(() -> !failures.isEmpty());
        assertThat(failures).singleElement().isInstanceOf(FencedException.class);
        assertThat(counted()).isZero();
    }

    @Test
    void anythingButAPassingFailureIsLoud() {
        run(() -> {
            Connection session = postgres.asJob();
            session.setSchema("nowhere");
            return session;
        });
        send(3);

        Awaitility.await().atMost(SOON).until(() -> !failures.isEmpty());
        assertThat(failures)
                .singleElement()
                .isInstanceOf(LedgerException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("Postgres 42P01");
    }

    @Test
    void anAlarmLastsAsLongAsPostgresHasTooFewResources() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger alarms = new AtomicInteger();
        run(() -> {
            if (attempts.incrementAndGet() <= 3) {
                alarms.addAndGet(committer.outage().alarm());
                throw new SQLException("could not extend file: No space left on device", "53100");
            }
            assertThat(committer.outage().since()).isPositive();
            return postgres.asJob();
        });
        send(3);

        Awaitility.await().atMost(SOON).until(() -> counted() == 3);
        Awaitility.await().atMost(SOON).until(() -> committer.outage().since() == 0);
        assertThat(alarms).as("from the second attempt on").hasValue(2);
        assertThat(committer.outage().alarm()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void anOutageThatPassesByItselfIsNoAlarm() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger alarms = new AtomicInteger();
        run(() -> {
            alarms.addAndGet(committer.outage().alarm());
            if (attempts.incrementAndGet() <= 3) {
                throw new SQLException("the connection was refused", "08001");
            }
            return postgres.asJob();
        });
        send(3);

        Awaitility.await().atMost(SOON).until(() -> counted() == 3);
        assertThat(alarms).hasValue(0);
        assertThat(failures).isEmpty();
    }

    @Test
    void closesPromptlyWhileACommitHangs() throws Exception {
        run(postgres::asJob);
        send(1);
        Awaitility.await().atMost(SOON).until(() -> counted() == 1);
        try (Connection blocker = postgres.asJob()) {
            // Not until the session is idle for too long: until this test lets go
            blocker.createStatement().execute("set idle_in_transaction_session_timeout = 0");
            blocker.createStatement().execute("select * from job_ledger where job = %d for update".formatted(job));
            send(1);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> postgres.number("select count(*) from pg_locks where not granted") > 0);

            long start = System.nanoTime();
            committer.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPTLY);
            blocker.rollback();
        }
        assertThat(failures).isEmpty();
        assertThat(counted()).isEqualTo(1);
    }

    private void run(Connector connector) {
        committer = committer(connector);
        committer.start();
    }

    private Committer committer(Connector connector) {
        Ledger ledger = new PostgresLedger(connector, new LedgerKey(job, 1, "hits", 300));
        return new Committer(
                new GroupCommit(ledger, TestRules.FIVE_MINUTES),
                pending,
                Bounds.DEFAULT.group(),
                InstantSource.system(),
                failure -> {
                    if (failure != null) {
                        failures.add(failure);
                    }
                });
    }

    /** A session whose {@code method} fails the first three times, before or after it did its work. */
    private Connector failing(String method, boolean after) {
        return () -> {
            Connection real = postgres.asJob();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, call, arguments) -> {
                        boolean fault = call.getName().equals(method) && faults.get() < 3;
                        if (fault && !after) {
                            faults.incrementAndGet();
                            throw new SQLException("lost", "08006");
                        }
                        try {
                            Object result = call.invoke(real, arguments);
                            if (fault) {
                                faults.incrementAndGet();
                                throw new SQLException("answer lost", "08006");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }

    private void send(int hits) {
        for (int i = 0; i < hits; i++) {
            Delta delta = TestDeltas.of(hit(0, offset++, "2026-01-01T10:00:00Z", "a", "b"));
            chain.link(delta);
            pending.restore(delta);
        }
    }

    private long counted() {
        return postgres.number("select coalesce(sum(num_hits), 0) from hits_by_host where job = " + job);
    }
}
