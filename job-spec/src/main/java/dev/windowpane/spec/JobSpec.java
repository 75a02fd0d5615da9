package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job is: which hits it reads, how it cuts time, what it counts by and where the counts land. It is what a user writes, what
 * the control plane stores and what the Flink job is launched with; it is not the job's state. Its constructors are the only
 * validation.
 */
public record JobSpec(
        JobName name,
        KafkaSource source,
        EventTime eventTime,
        WindowSpec window,
        List<Rollup> rollups,
        Limits limits,
        PostgresSink sink,
        Execution execution) {
    public JobSpec {
        rollups = List.copyOf(new LinkedHashSet<>(rollups));
        if (rollups.stream().noneMatch(rollup -> rollup.table() == CountTable.HITS_BY_HOST)) {
            throw new IllegalArgumentException(
                    "rollups must contain {\"by\": [\"host\"]}: the ledger balances against the counts by host");
        }
    }

    /** The same job, its topic found at another address. */
    public JobSpec at(BootstrapServers address) {
        return new JobSpec(name, source.at(address), eventTime, window, rollups, limits, sink, execution);
    }

    /** The same job with another parallelism. */
    public JobSpec scaledTo(int parallelism) {
        return new JobSpec(name, source, eventTime, window, rollups, limits, sink, execution.scaledTo(parallelism));
    }

    /** A job of another name that counts the same. */
    public JobSpec named(JobName other) {
        return new JobSpec(other, source, eventTime, window, rollups, limits, sink, execution);
    }

    @JsonCreator
    static JobSpec of(
            @JsonProperty(value = "name", required = true) @JsonSetter(nulls = Nulls.FAIL) JobName name,
            @JsonProperty(value = "source", required = true) @JsonSetter(nulls = Nulls.FAIL) KafkaSource source,
            @JsonProperty("eventTime") @Nullable EventTime eventTime,
            @JsonProperty("window") @Nullable WindowSpec window,
            @JsonProperty("rollups") @Nullable List<Rollup> rollups,
            @JsonProperty("limits") @Nullable Limits limits,
            @JsonProperty("sink") @Nullable PostgresSink sink,
            @JsonProperty("execution") @Nullable Execution execution) {
        return new JobSpec(
                name,
                source,
                eventTime == null ? EventTime.DEFAULT : eventTime,
                window == null ? WindowSpec.fiveMinutes() : window,
                rollups == null ? Rollup.ALL : rollups,
                limits == null ? Limits.DEFAULT : limits,
                sink == null ? PostgresSink.DEFAULT : sink,
                execution == null ? Execution.DEFAULT : execution);
    }
}
