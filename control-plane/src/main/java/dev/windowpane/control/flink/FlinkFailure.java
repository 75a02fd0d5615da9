package dev.windowpane.control.flink;

import java.time.Instant;

/**
 * An error of a job.
 *
 * @param offsetsLost Kafka no longer has what the job was to read next: it expired, or the topic was made anew; or the checkpoint that knew is damaged
 * @param at by the JobManager's clock
 */
public record FlinkFailure(FlinkCause cause, boolean offsetsLost, Instant at) {}
