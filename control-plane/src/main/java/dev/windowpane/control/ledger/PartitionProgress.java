package dev.windowpane.control.ledger;

/**
 * How far a Kafka partition has been counted.
 *
 * @param startOffset where the first launch started
 * @param nextOffset the first offset that is not counted yet
 * @param read records read, hits and dead letters
 * @param rejected those that are dead letters
 */
record PartitionProgress(int partition, long startOffset, long nextOffset, long read, long rejected) {}
