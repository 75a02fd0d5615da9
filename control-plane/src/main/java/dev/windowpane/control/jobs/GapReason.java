package dev.windowpane.control.jobs;

/** Why Kafka does not have records that are to be read. */
public enum GapReason {
    /** They were deleted, by age or size. */
    EXPIRED,
    /** The topic was deleted and made anew under the same name. */
    TOPIC_RECREATED,
    /** The topic has no such partition any more. */
    PARTITION_GONE
}
