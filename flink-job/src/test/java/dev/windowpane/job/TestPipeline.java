package dev.windowpane.job;

import dev.windowpane.job.commit.CommitFactory;
import dev.windowpane.job.count.FailingPreCountFactory;
import dev.windowpane.job.testing.TestSource;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's graph on a Flink mini cluster, with another source. */
final class TestPipeline {
    private TestPipeline() {}

    /** Checkpoints every 60 ms, watermarks every 20 ms, restarts at once. */
    static JobClient start(
            JobSpec spec, TestSource source, CommitFactory commit, int parallelism, Map<String, String> others)
            throws Exception {
        Map<String, String> settings = new HashMap<>(new Launch(1, 1, spec).flinkConfiguration());
        settings.put("parallelism.default", Integer.toString(parallelism));
        settings.put("execution.checkpointing.interval", "60 ms");
        settings.put("restart-strategy.exponential-delay.initial-backoff", "20 ms");
        settings.put("restart-strategy.exponential-delay.max-backoff", "50 ms");
        settings.put("pipeline.auto-watermark-interval", "20 ms");
        settings.put("rest.port", "0");
        settings.put("rest.bind-port", "0");
        settings.put("taskmanager.memory.network.min", "16 mb");
        settings.put("taskmanager.memory.network.max", "16 mb");
        settings.put("taskmanager.memory.managed.size", "1 mb");
        settings.putAll(others);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(settings));
        HitPipeline.define(env, spec.eventTime(), source, new FailingPreCountFactory(spec), commit);
        return env.executeAsync();
    }

    /** Idle after a second, with these members of the spec besides. */
    static JobSpec spec(String members) {
        return JobSpecJson.parse("""
                {"name": "t", "source": {"bootstrapServers": "localhost:1", "topic": "hits"},
                 "eventTime": {"idleTimeout": "PT1S"}%s}
                """.formatted(members));
    }
}
