package dev.windowpane.job.launch;

/** Why Kafka no longer has what comes next. */
enum GapReason {
    /** Records were deleted, by Kafka's retention or by somebody, before they were counted. */
    EXPIRED,
    /** The topic was deleted and made anew, or has lost its end: its offsets mean other records now. */
    TOPIC_RECREATED,
    /** A partition that was read is not there any more. */
    PARTITION_GONE
}
