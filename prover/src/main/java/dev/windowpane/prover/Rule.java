package dev.windowpane.prover;

/** What must hold at every look. */
public enum Rule {
    /** Per job: read = counted + retired + dead letters. */
    BALANCE,
    /** Per partition: read = hits of its windows + retired + rejected, and rejected = dead letters by reason. */
    PARTITION,
    /** Per partition: next − start = read + skipped; with transaction markers or compaction in the topic: at least that. */
    OFFSETS,
    /** Per window: the ledger by partition = the sum of the hosts, late hits too. */
    WINDOW,
    /** Per window and host: the sum of the referrers = the host, late hits too. */
    REFERRERS,
    /** Per key: hour and day = the sum of their windows, late hits too. */
    ROLLUPS,
    /** Between two looks: offsets, labels and counts never go back, but for an applied gap and retention. */
    FORWARD,
    /** Between two looks: what was FINAL changes only together with its late hits, by the same number. */
    FINAL
}
