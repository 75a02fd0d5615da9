package dev.windowpane.control.ledger;

/** What must hold of a job's numbers at every moment. The first four are sums over the whole job, the others hold row by row. */
enum Rule {
    /** Of each partition: records read = hits counted + hits retired + dead letters. */
    PARTITION,
    /** Of each partition: records read + offsets skipped do not exceed the offsets passed. */
    OFFSETS,
    /** Hits by where they were read = hits by host. */
    HOST_TOTALS,
    /** Hits by host = hits by host and referrer. */
    REFERRER_TOTALS,
    /** Of each window: hits by where they were read = hits by host. */
    WINDOW_HOSTS,
    /** Of each window and host: its hits = the hits of its referrers. */
    HOST_REFERRERS,
    /** Rows by hour = the sums of their windows. */
    HOURS,
    /** Rows by day = the sums of their windows. */
    DAYS
}
