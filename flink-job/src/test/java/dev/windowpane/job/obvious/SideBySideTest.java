package dev.windowpane.job.obvious;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.HitPipeline;
import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.hit.HitParser;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.job.testing.Script;
import dev.windowpane.job.testing.ScriptSource;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three inputs that break the obvious job, given to it and to ours. */
final class SideBySideTest {
    /** However slow the machine is, time goes on by hits only. */
    private static final JobSpec SPEC = JobSpecJson.parse("""
            {"name": "t", "source": {"bootstrapServers": "localhost:1", "topic": "hits"},
             "eventTime": {"idleTimeout": "PT1H"},
             "execution": {"parallelism": 1, "checkpointInterval": "PT0.1S"}}""");

    private static final long RECORD_TIME =
            Instant.parse("2026-01-01T10:20:00Z").toEpochMilli();
    private static final String WINDOW = "2026-01-01T10:00 a";
    private static final String OUR_WINDOW =
            Instant.parse("2026-01-01T10:00:00Z").getEpochSecond() + " a ";
    private static final long WINDOW_END = Instant.parse("2026-01-01T10:05:00Z").toEpochMilli();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private static final List<String> TABLE =
            new ArrayList<>(List.of("| input | the obvious job | Windowpane |", "|---|---|---|"));

    private final String name = UUID.randomUUID().toString();
    private final MemoryLedger ours = MemoryLedger.named(name);
    private final Map<String, Long> obvious = UpsertTable.rows(name);
    private @Nullable JobClient running;

    @BeforeEach
    void noFaults() {
        Faults.clear();
    }

    @AfterEach
    void cancel() throws Exception {
        if (running != null) {
            running.cancel().get();
        }
    }

    @AfterAll
    static void writeTheTable() throws IOException {
        Files.write(Path.of("target/obvious-job.md"), TABLE);
    }

    @Test
    void aTimeThatIsNone() throws Exception {
        List<String> input = new ArrayList<>(hits(100, "2026-01-01T10:01:00"));
        input.add(hit("not a time"));
        input.addAll(hits(100, "2026-01-01T10:02:00"));
        input.add(hit("2026-01-01T10:10:00"));

        Script script = Script.of(name, input);
        script.release(input.size());
        JobClient job = startObvious();
        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasStackTraceContaining("RowTime field should not be null");
        assertThat(script.attempts()).isEqualTo(1 + ATTEMPTS);
        assertThat(obvious).isEmpty();

        runOurs(input, 201);
        assertThat(ours.view().byHost()).containsEntry(OUR_WINDOW, 200L);
        assertThat(ours.view().rejects()).isEqualTo(Map.of(RejectReason.BAD_TIME, 1L));
        note(
                "one hit of 202 whose time is `not a time`",
                "fails with \"RowTime field should not be null\", restarts, reads the record again, fails: 0 hits counted, for good",
                "201 hits counted, 1 dead letter (BAD_TIME)");
    }

    @Test
    void oneHitDated2099() throws Exception {
        List<String> input = new ArrayList<>(hits(100, "2026-01-01T10:01:00"));
        input.add(hit("2099-01-01T00:00:00"));
        input.addAll(hits(899, "2026-01-01T10:02:00"));
        input.add(hit("2026-01-01T10:10:00"));

        Script script = Script.of(name, input);
        script.release(input.size());
        running = startObvious();
        awaitCheckpointed(script, input.size());
        assertThat(obvious).isEqualTo(Map.of(WINDOW, 100L));
        cancel();

        runOurs(input, 1000);
        assertThat(ours.view().byHost()).containsEntry(OUR_WINDOW, 999L);
        assertThat(ours.view().rejects()).isEqualTo(Map.of(RejectReason.TOO_FAR_IN_FUTURE, 1L));
        note(
                "one hit of 1,000 in the window is dated 2099",
                "the watermark jumps to 2099 and all that follows is dropped as late: 100 hits counted, 899 lost without a word",
                "999 hits counted, 1 dead letter (TOO_FAR_IN_FUTURE)");
    }

    @Test
    void aCrashThenLateHits() throws Exception {
        List<String> input = new ArrayList<>(hits(300, "2026-01-01T10:01:00"));
        input.add(hit("2026-01-01T10:10:00"));
        int before = input.size();
        input.addAll(hits(40, "2026-01-01T10:02:00"));
        input.add(hit("2026-01-01T10:15:00"));
        input.add(hit("2026-01-01T10:19:00"));

        Script script = Script.of(name, input);
        running = startObvious();
        script.release(before);
        Awaitility.await().atMost(PATIENCE).until(() -> Long.valueOf(300).equals(obvious.get(WINDOW)));
        crash(script, before, input.size());
        Awaitility.await().atMost(PATIENCE).until(() -> obvious.get(WINDOW), rows -> rows != null && rows != 300L);
        assertThat(obvious).containsEntry(WINDOW, 40L);
        cancel();

        Script again = Script.of(name, input);
        running = startOurs();
        again.release(before);
        Awaitility.await().atMost(PATIENCE).until(() -> ours.view().watermark() >= WINDOW_END);
        crash(again, before, input.size());
        Awaitility.await().atMost(PATIENCE).until(() -> sum(ours.view().byHost()) == input.size());
        assertThat(ours.view().byHost()).containsEntry(OUR_WINDOW, 340L);
        assertThat(ours.view().late()).isEqualTo(40);
        note(
                "300 hits, the window's row is written, a crash after a checkpoint, 40 late hits",
                "the watermark is not in the checkpoint, the window begins again: its row 300 is overwritten by 40",
                "340 hits, 40 of them shown as late (CORRECTED)");
    }

    private static void crash(Script script, int before, int all) {
        awaitCheckpointed(script, before);
        script.fail();
        script.release(all);
    }

    private static void awaitCheckpointed(Script script, int records) {
        Awaitility.await().atMost(PATIENCE).until(() -> script.checkpointed() >= records);
    }

    private void runOurs(List<String> input, long hits) throws Exception {
        Script.of(name, input).release(input.size());
        running = startOurs();
        Awaitility.await().atMost(PATIENCE).until(() -> sum(ours.view().read()) == input.size());
        assertThat(sum(ours.view().byHost())).isEqualTo(hits);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    private JobClient startObvious() throws Exception {
        StreamExecutionEnvironment env = env(Map.of(
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", Integer.toString(ATTEMPTS),
                "restart-strategy.fixed-delay.delay", "20 ms",
                "pipeline.generic-types", "true"));
        ObviousJob.define(env, name, name);
        return env.executeAsync();
    }

    private JobClient startOurs() throws Exception {
        StreamExecutionEnvironment env = env(Map.of("restart-strategy.exponential-delay.initial-backoff", "20 ms"));
        HitPipeline.define(
                env,
                SPEC,
                new ScriptSource<>(name, SideBySideTest::parse),
                new Commits(new MemoryLedger.Opening(name, 1), Map.of()));
        return env.executeAsync();
    }

    private static Parsed parse(long offset, String record) {
        return new HitParser(EventTime.DEFAULT).parse(0, offset, RECORD_TIME, record.getBytes(StandardCharsets.UTF_8));
    }

    private static StreamExecutionEnvironment env(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(new Launch(1, 1, SPEC).flinkConfiguration());
        settings.put("rest.port", "0");
        settings.put("rest.bind-port", "0");
        settings.put("taskmanager.memory.network.min", "16 mb");
        settings.put("taskmanager.memory.network.max", "16 mb");
        settings.put("taskmanager.memory.managed.size", "1 mb");
        settings.putAll(more);
        return StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(settings));
    }

    private static List<String> hits(int n, String time) {
        return Collections.nCopies(n, hit(time));
    }

    private static String hit(String time) {
        return "{\"host\":\"a\",\"event_time\":\"%s\"}".formatted(time);
    }

    private static void note(String input, String obvious, String ours) {
        TABLE.add("| %s | %s | %s |".formatted(input, obvious, ours));
    }
}
