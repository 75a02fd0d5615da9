package dev.windowpane.job.count;

import dev.windowpane.spec.RejectReason;

/** How many records of a partition became dead letters for one reason. */
public record RejectCount(int partition, RejectReason reason, long rejected) {}
