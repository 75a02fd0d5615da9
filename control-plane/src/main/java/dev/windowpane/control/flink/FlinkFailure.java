package dev.windowpane.control.flink;

/**
 * The newest error of a job.
 *
 * @param cause one sentence
 * @param offsetsLost Kafka no longer has what the job was to read next: it expired, or the topic was made anew; or the checkpoint that knew is damaged
 */
public record FlinkFailure(String cause, boolean offsetsLost) {}
