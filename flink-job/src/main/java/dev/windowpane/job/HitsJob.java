package dev.windowpane.job;

import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.commit.PostgresLedger;
import dev.windowpane.job.launch.Preparation;
import dev.windowpane.job.launch.Reading;
import dev.windowpane.job.launch.Replay;
import dev.windowpane.job.source.KafkaHits;
import dev.windowpane.spec.Launch;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job JAR's entry: one {@link Launch} → one running Flink job. */
public final class HitsJob {
    private HitsJob() {}

    /** @param arguments as {@link Launch#toArguments()} writes them */
    public static void main(String... arguments) throws Exception {
        Launch launch = Launch.parse(arguments);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
            throw new IllegalStateException(
                    "checkpointing is off, so nothing would ever be counted: set execution.checkpointing.interval");
        }
        Replay.of(launch, System.getenv());
        Reading reading = Preparation.of(launch, System.getenv());
        HitPipeline.define(
                env,
                launch.spec(),
                KafkaHits.source(launch.spec(), reading.starts(), reading.ends()),
                new Commits(PostgresLedger.of(launch), reading.starts()));
        env.execute();
    }
}
