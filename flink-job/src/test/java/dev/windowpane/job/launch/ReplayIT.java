package dev.windowpane.job.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.job.commit.TestPostgres;
import dev.windowpane.job.testing.TestKafka;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters that a launch reads again, with a real Kafka and Postgres. */
final class ReplayIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    /** A hit once the spec names this format. */
    private static final String SECONDS = "{\"host\":\"a\",\"event_time\":\"%d\"}".formatted(NOW.getEpochSecond());

    private static final String GARBAGE = "{\"host\":";

    private final TestKafka kafka = TestKafka.shared();
    private final TestPostgres postgres = TestPostgres.shared();
    private final String name = "d" + UUID.randomUUID().toString().substring(0, 8);
    private final int job = postgres.newJob(name);
    private final String topic = kafka.newTopic(2);

    /** Partition 0: two that are hits by now, garbage, a tombstone. Partition 1: one that is a hit by now. All are read. */
    @BeforeEach
    void fiveDeadLetters() {
        kafka.send(topic, 0, NOW, SECONDS);
        kafka.send(topic, 0, NOW, SECONDS);
        kafka.send(topic, 0, NOW, GARBAGE);
        kafka.send(topic, 0, NOW, (byte[]) null);
        kafka.send(topic, 1, NOW, SECONDS);
        kafka.flush();
        letter(0, 0, "BAD_TIME", SECONDS);
        letter(0, 1, "BAD_TIME", SECONDS);
        letter(0, 2, "NOT_JSON", GARBAGE);
        letter(0, 3, "EMPTY", "");
        letter(1, 0, "BAD_TIME", SECONDS);
        postgres.execute("""
                insert into job_progress (job, partition, start_offset, next_offset, read, rejected)
                values (%1$d, 0, 0, 4, 4, 4), (%1$d, 1, 0, 1, 1, 1);
                insert into dead_letter_counts (job, partition, reason, rejected)
                values (%1$d, 0, 'BAD_TIME', 2), (%1$d, 0, 'NOT_JSON', 1), (%1$d, 0, 'EMPTY', 1), (%1$d, 1, 'BAD_TIME', 1)""".formatted(job));
    }

    @Test
    void whatIsAHitByNowIsCountedOnceAndTheRestSaysWhyNot() {
        want("true");

        replay(1);
        replay(1);

        assertThat(hits()).isEqualTo("a 3");
        assertThat(letters())
                .isEqualTo(
                        "0 0 DONE\n0 1 DONE\n0 2 REFUSED it is still no hit: NOT_JSON\n0 3 REFUSED it is still no hit: EMPTY\n1 0 DONE");
        assertThat(balance()).isEqualTo("read 5 = hits 3 + rejected 2 = counted 2");
        assertThat(postgres.text("select newest_hit at time zone 'UTC' from job_ledger where job = " + job))
                .isEqualTo("2026-11-20 10:00:00");
    }

    @Test
    void onlyWhatIsWantedIsReplayed() {
        want("partition = 0 and \"offset\" = 1");

        replay(1);

        assertThat(hits()).isEqualTo("a 1");
        assertThat(letters()).isEqualTo("0 0\n0 1 DONE\n0 2\n0 3\n1 0");
        assertThat(balance()).isEqualTo("read 5 = hits 1 + rejected 4 = counted 4");
    }

    @Test
    void aHitForAFinalWindowIsLate() {
        postgres.execute("update job_ledger set watermark = '2026-11-20T10:05:00Z' where job = " + job);
        want("partition = 1");

        replay(1);

        assertThat(postgres.text("select num_hits || ' ' || late_hits from hits_by_host where job = " + job))
                .isEqualTo("1 1");
    }

    @Test
    void whatKafkaNoLongerHasIsRefused() {
        kafka.deleteRecords(topic, 0, 1);
        postgres.execute(
                "update dead_letters set \"offset\" = 7 where job = %d and partition = 1; update dead_letters set topic = 'another' where job = %1$d and \"offset\" = 1"
                        .formatted(job));
        want("reason = 'BAD_TIME'");

        replay(1);

        assertThat(letters())
                .isEqualTo(
                        "0 0 REFUSED Kafka no longer has it\n0 1 REFUSED it was read from topic 'another', and the job reads '%s' now\n0 2\n0 3\n1 7 REFUSED Kafka no longer has it"
                                .formatted(topic));
        assertThat(hits()).isEmpty();
        assertThat(balance()).isEqualTo("read 5 = hits 0 + rejected 5 = counted 5");
    }

    @Test
    void anotherRecordAtTheSameOffsetIsRefused() {
        kafka.delete(topic);
        kafka.create(topic, 2);
        kafka.send(topic, 0, NOW, SECONDS.replace("\"a\"", "\"b\""));
        kafka.send(topic, 0, NOW.plusSeconds(1), SECONDS);
        kafka.flush();
        want("partition = 0 and \"offset\" < 2");

        replay(1);

        assertThat(hits()).isEmpty();
        assertThat(letters())
                .startsWith(
                        "0 0 REFUSED Kafka has another record at its offset: the topic was made anew\n0 1 REFUSED Kafka has another");
    }

    @Test
    void aHitInADroppedWindowIsRefused() {
        postgres.execute("update job_ledger set kept_from = '2026-12-01T00:00:00Z' where job = " + job);
        want("partition = 1");

        replay(1);

        assertThat(letters()).endsWith("1 0 REFUSED its window is older than what is kept");
        assertThat(balance()).isEqualTo("read 5 = hits 0 + rejected 5 = counted 5");
    }

    /** The statement with which the launch dies, counted from its beginning, or its COMMIT. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aCrashAnywhereChangesNothingOrAll(int at) {
        want("true");

        try {
            Replay.of(launch(1), () -> dying(postgres.asJob(), at), ReplayIT::standsStill);
        } catch (LaunchException e) {
            assertThat(e).hasRootCauseMessage("the launch dies here");
        }
        assertThat(balance())
                .isIn("read 5 = hits 0 + rejected 5 = counted 5", "read 5 = hits 3 + rejected 2 = counted 2");
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);
        replay(2);

        assertThat(hits()).isEqualTo("a 3");
        assertThat(balance()).isEqualTo("read 5 = hits 3 + rejected 2 = counted 2");
    }

    @Test
    void anOlderLaunchReplaysNothing() {
        want("true");
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        assertThatThrownBy(() -> replay(1)).isInstanceOf(FencedException.class);
        assertThat(letters()).contains("0 0 WANTED");
    }

    @Test
    void hundredsOfLettersAreSettledByOneLaunch() {
        lettersOfPartitionOne(400);
        want("true");

        replay(1);

        assertThat(hits()).isEqualTo("a 403");
        assertThat(states()).isEqualTo("DONE 403\nREFUSED 2");
        assertThat(balance()).isEqualTo("read 405 = hits 403 + rejected 2 = counted 2");
    }

    @Test
    void whatIsNotReadInTimeIsForTheNextLaunch() {
        lettersOfPartitionOne(20);
        want("true");

        replay(1, elapsing(Replay.BUDGET.dividedBy(10)));
        assertThat(states()).isEqualTo("DONE 8\nREFUSED 2\nWANTED 15");
        assertThat(balance()).isEqualTo("read 25 = hits 8 + rejected 17 = counted 17");

        replay(1, elapsing(Replay.BUDGET.multipliedBy(2)));
        assertThat(states()).as("at least one").isEqualTo("DONE 9\nREFUSED 2\nWANTED 14");

        replay(1);
        assertThat(states()).isEqualTo("DONE 23\nREFUSED 2");
        assertThat(balance()).isEqualTo("read 25 = hits 23 + rejected 2 = counted 2");
    }

    @Test
    void whatRetentionTakesMeanwhileIsRefused() {
        want("\"offset\" = 0");

        AtomicInteger looks = new AtomicInteger();
        replay(1, () -> {
            if (looks.incrementAndGet() == 2) {
                kafka.deleteRecords(topic, 1, 1);
            }
            return 0;
        });

        assertThat(letters()).startsWith("0 0 DONE").endsWith("1 0 REFUSED Kafka no longer has it");
    }

    private void replay(long epoch) {
        replay(epoch, ReplayIT::standsStill);
    }

    private void replay(long epoch, LongSupplier nanos) {
        Replay.of(launch(epoch), postgres::asJob, nanos);
    }

    private static long standsStill() {
        return 0;
    }

    /** So much later each time that somebody looks. */
    private static LongSupplier elapsing(Duration step) {
        AtomicLong nanos = new AtomicLong();
        return () -> nanos.getAndAdd(step.toNanos());
    }

    /** Further ones that are hits by now. */
    private void lettersOfPartitionOne(int letters) {
        for (int i = 1; i <= letters; i++) {
            kafka.send(topic, 1, NOW, SECONDS);
            letter(1, i, "BAD_TIME", SECONDS);
        }
        kafka.flush();
        postgres.execute("""
                update job_progress set next_offset = next_offset + %2$d, read = read + %2$d, rejected = rejected + %2$d
                where job = %1$d and partition = 1;
                update dead_letter_counts set rejected = rejected + %2$d where job = %1$d and partition = 1""".formatted(job, letters));
    }

    private String states() {
        return postgres.text(
                "select replay || ' ' || count(*) from dead_letters where job = %d group by replay order by replay"
                        .formatted(job));
    }

    private Launch launch(long epoch) {
        return new Launch(job, epoch, JobSpecJson.parse("""
                        {"name":"%s","source":%s},"eventTime":{"formats":["iso","epoch_seconds"]}}""".formatted(name, kafka.source(topic))));
    }

    private void letter(int partition, long offset, String reason, String value) {
        postgres.execute("""
                insert into dead_letters (job, topic, partition, "offset", reason, record_time, size, payload)
                values (%d, '%s', %d, %d, '%s', '%s', %d, convert_to('%s', 'UTF8'))""".formatted(
                job, topic, partition, offset, reason, NOW, value.getBytes(StandardCharsets.UTF_8).length, value));
    }

    /** As the control plane does. */
    private void want(String which) {
        postgres.execute("update dead_letters set replay = 'WANTED' where job = %d and %s".formatted(job, which));
    }

    private String hits() {
        return postgres.text(
                "select host || ' ' || sum(num_hits) from hits_by_host where job = %d group by host".formatted(job));
    }

    private String letters() {
        return postgres.text(
                "select concat_ws(' ', partition, \"offset\", replay, replay_note) from dead_letters where job = %d order by partition, \"offset\""
                        .formatted(job));
    }

    private String balance() {
        return postgres.text("""
                select 'read ' || sum(read) || ' = hits ' || (select coalesce(sum(num_hits), 0) from hits_by_host where job = %1$d)
                  || ' + rejected ' || sum(rejected) || ' = counted ' || (select sum(rejected) from dead_letter_counts where job = %1$d)
                from job_progress where job = %1$d""".formatted(job));
    }

    /** A session that is cut when statement number {@code at} is prepared. */
    private static Connection dying(Connection session, int at) {
        int[] left = {at};
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().matches("prepareStatement|commit") && --left[0] == 0) {
                        session.abort(Runnable::run);
                        throw new SQLException("the launch dies here", "08006");
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
