package dev.windowpane.job;

import dev.windowpane.job.commit.CommitFactory;
import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.count.PreCountFactory;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.hit.ParsedType;
import dev.windowpane.job.source.HitWatermarks;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.JobSpec;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's graph: read → count (chained to the reader) → commit. Knows neither Kafka nor Postgres, so that tests run it with other ends. */
public final class HitPipeline {
    private HitPipeline() {}

    /** Adds the pipeline to {@code env}. What {@link dev.windowpane.spec.Launch#flinkConfiguration()} sets is not set here. */
    public static void define(
            StreamExecutionEnvironment env, JobSpec spec, Source<Parsed, ?, ?> source, Commits commits) {
        define(env, spec.eventTime(), source, new PreCountFactory(spec), new CommitFactory(spec, commits));
    }

    static void define(
            StreamExecutionEnvironment env,
            EventTime rules,
            Source<Parsed, ?, ?> source,
            PreCountFactory count,
            CommitFactory commit) {
        env.fromSource(source, HitWatermarks.of(rules), "hits", ParsedType.INSTANCE)
                .uid("hits")
                .transform("count", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, count)
                .uid("count")
                .transform("commit", Types.VOID, commit)
                .uid("commit")
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
