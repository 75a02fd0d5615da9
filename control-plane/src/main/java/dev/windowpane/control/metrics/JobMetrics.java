package dev.windowpane.control.metrics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a job did over time.
 *
 * @param from the first point, moved down to a step
 * @param to exclusive, moved up to a step
 * @param points one for each step, ascending
 */
@RegisterForReflection
record JobMetrics(
        String job,
        Instant from,
        Instant to,

        @Schema(type = SchemaType.STRING, format = "duration", examples = "PT10S")
        Duration step,

        List<Point> points) {
    JobMetrics {
        points = List.copyOf(points);
    }

    /**
     * One step. What is not known is null: nobody looked, or the job did not run.
     *
     * @param at its start
     */
    @RegisterForReflection
    record Point(
            Instant at,

            @Schema(description = "Records read from Kafka per second, on average")
            Optional<Double> recordsPerSecond,

            @Schema(description = "Records that wait in Kafka, the most")
            Optional<Long> lag,

            @Schema(description = "By how much the watermark is behind the clock, the most")
            Optional<Long> watermarkDelayMs,

            @Schema(description = "How long a checkpoint took, the longest")
            Optional<Long> checkpointDurationMs,

            @Schema(description = "How long ago counts last changed, the longest")
            Optional<Long> commitAgeMs,

            @Schema(description = "How long a commit to Postgres took, the longest")
            Optional<Long> commitDurationMs,

            @Schema(description = "How often Flink has restarted the tasks of the run so far")
            Optional<Long> restarts,

            @Schema(minimum = "0", maximum = "1", description = "The busiest task's share of its time, on average")
            Optional<Double> busy,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description = "The share of its time that the most held-up task waits for the next one, on average")
            Optional<Double> backPressured) {}
}
