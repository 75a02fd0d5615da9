package dev.windowpane.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static TestDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start(directory);
        database = new TestDatabase(postgres);
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    private static int refuse(Session session, String state) throws SQLException {
        return session.update("do $$ begin raise exception 'no' using errcode = '%s'; end $$".formatted(state));
    }

    @ParameterizedTest
    @CsvSource({
        "40P01, true",
        "40001, true",
        "55P03, true",
        "57014, true",
        "57P01, false",
        "53300, false",
        "08006, false"
    })
    void tellsAPostgresThatIsAwayFromOneThatHadNoTime(String state, boolean answered) {
        assertThatThrownBy(() -> database.database().<Integer>transaction(session -> refuse(session, state)))
                .isInstanceOfSatisfying(
                        DatabaseAwayException.class,
                        e -> assertThat(e.answered()).isEqualTo(answered));
    }

    @Test
    void beginsAgainAfterADeadlock() {
        AtomicInteger attempts = new AtomicInteger();
        int attempt = database.database().<Integer>transactionAgain(session -> {
            int now = attempts.incrementAndGet();
            return now < 3 ? refuse(session, "40P01") : Integer.valueOf(now);
        });
        assertThat(attempt).isEqualTo(3);
    }

    @Test
    void threeLongReadsAtATimeLeaveRoomForShortOnes() throws InterruptedException {
        Database one = database.database();
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger reads = new AtomicInteger();
        List<Thread> first = IntStream.range(0, 3)
                .mapToObj(read ->
                        Thread.ofVirtual().start(() -> one.snapshotInTurn(session -> await(begun, end, reads))))
                .toList();
        begun.await();
        Thread fourth = Thread.ofVirtual().start(() -> one.snapshotInTurn(session -> reads.incrementAndGet()));
        Awaitility.await().until(() -> fourth.getState() == Thread.State.TIMED_WAITING);

        assertThat(one.<Integer>snapshot(session -> reads.get()))
                .as("reads that ended, while the fourth waits")
                .isZero();
        end.countDown();
        for (Thread thread : first) {
            thread.join();
        }
        fourth.join();
        assertThat(reads).hasValue(4);
    }

    private static int await(CountDownLatch begun, CountDownLatch end, AtomicInteger reads) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reads.incrementAndGet();
    }

    @Test
    void doesNotBeginAgainForEver() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> database.database().<Integer>transactionAgain(session -> {
                    attempts.incrementAndGet();
                    return refuse(session, "40P01");
                }))
                .isInstanceOf(DatabaseAwayException.class);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void allowsLongerForOneTransactionOnly() {
        String setting = "select current_setting('statement_timeout') as t";
        String before = database.database().transaction(session -> session.one(setting, row -> row.text("t")));
        String during = database.database().snapshot(session -> {
            session.allow(Duration.ofSeconds(30));
            return session.one(setting, row -> row.text("t"));
        });
        assertThat(during).isEqualTo("30s").isNotEqualTo(before);
        assertThat(database.database().<String>transaction(session -> session.one(setting, row -> row.text("t"))))
                .isEqualTo(before);
    }
}
