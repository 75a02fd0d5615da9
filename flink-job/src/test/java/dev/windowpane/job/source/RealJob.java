package dev.windowpane.job.source;

import dev.windowpane.job.HitPipeline;
import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.commit.TestLedger;
import dev.windowpane.job.commit.TestPostgres;
import dev.windowpane.job.launch.Preparation;
import dev.windowpane.job.launch.Reading;
import dev.windowpane.job.testing.TestKafka;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/** A job with a topic of its own on a real Kafka, a real Postgres and a Flink mini cluster, launched as {@code HitsJob} does it. */
final class RealJob {
    static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final TestKafka kafka = TestKafka.shared();
    final TestPostgres postgres = TestPostgres.shared();
    final String topic;
    final int job;

    private final String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    private long epoch;

    RealJob(int partitions) {
        topic = kafka.newTopic(partitions);
        job = postgres.newJob(name);
    }

    /** Hits of one second each, of the host {@code p<partition>}. */
    void send(int partition, int hits) {
        for (int i = 0; i < hits; i++) {
            kafka.send(topic, partition, TIME, hit(partition));
        }
        kafka.flush();
    }

    static String hit(int partition) {
        return "{\"host\":\"p%d\",\"event_time\":\"%s\"}".formatted(partition, TIME);
    }

    /** As the control plane does before a launch. */
    Launch nextLaunch(String source) {
        epoch++;
        postgres.execute("update job_ledger set epoch = %d where job = %d".formatted(epoch, job));
        return launch(source);
    }

    /** However slow the machine is, time goes on by hits only. */
    private Launch launch(String source) {
        JobSpec spec = JobSpecJson.parse("""
                {"name": "%s", "source": %s, "startFrom": {"type": "earliest"} %s},
                 "eventTime": {"idleTimeout": "PT1H"},
                 "execution": {"parallelism": 2, "checkpointInterval": "PT0.1S"}}
                """.formatted(name, kafka.source(topic), source));
        return new Launch(job, epoch, spec);
    }

    Reading prepare(Launch launch) {
        return Preparation.of(launch, postgres.environment());
    }

    JobClient start(String source) throws Exception {
        Launch launch = nextLaunch(source);
        return start(launch, prepare(launch));
    }

    JobClient start(Launch launch, Reading reading) throws Exception {
        Map<String, String> settings = new HashMap<>(launch.flinkConfiguration());
        settings.put("restart-strategy.exponential-delay.initial-backoff", "20 ms");
        settings.put("restart-strategy.exponential-delay.max-backoff", "50 ms");
        settings.put("rest.port", "0");
        settings.put("rest.bind-port", "0");
        settings.put("taskmanager.memory.network.min", "16 mb");
        settings.put("taskmanager.memory.network.max", "16 mb");
        settings.put("taskmanager.memory.managed.size", "1 mb");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(settings));
        HitPipeline.define(
                env,
                launch.spec(),
                KafkaHits.source(launch.spec(), reading.starts(), reading.ends(), Duration.ofMillis(300)),
                new Commits(TestLedger.of(launch), reading.starts()));
        return env.executeAsync();
    }

    /** Returns when the job has ended by itself. */
    static void awaitEnd(JobClient run) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> run.getJobExecutionResult().isDone());
        run.getJobExecutionResult().join();
    }

    /** As {@code p0=5 p1=7}. */
    void awaitHits(String expected) {
        Awaitility.await().atMost(PATIENCE).until(this::hits, expected::equals);
    }

    String hits() {
        return postgres.text(
                "select coalesce(string_agg(host || '=' || n, ' ' order by host), '') from (select host, sum(num_hits) as n from hits_by_host where job = %d group by host) h"
                        .formatted(job));
    }

    /** {@code partition start next end} of each. */
    String progress() {
        return postgres.text(
                "select string_agg(partition || ' ' || start_offset || ' ' || next_offset || ' ' || coalesce(end_offset::text, '-'), ', ' order by partition) from job_progress where job = %d"
                        .formatted(job));
    }

    boolean allWindowsAreFinal() {
        return postgres.text(
                        "select bool_and(window_start + interval '5 minutes' <= watermark) from hits_by_host join job_ledger using (job) where job = %d"
                                .formatted(job))
                .equals("t");
    }

    boolean isBalanced() {
        return postgres.text(
                        "select sum(read) = (select coalesce(sum(num_hits), 0) from hits_by_host where job = %1$d) and sum(read + skipped) <= sum(next_offset - start_offset) from job_progress where job = %1$d"
                                .formatted(job))
                .equals("t");
    }
}
