package dev.windowpane.job.commit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the ledger is away: said once when it begins, once more as an alarm if a human has to do something, and once when it is
 * over. Written by the commit thread, read by the metrics reporter's.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private volatile long since;
    private volatile boolean alarm;

    void failed(LedgerUnavailableException failure, long now, long pendingBytes) {
        if (since == 0) {
            since = now;
            LOG.warn("the ledger is away, {} bytes wait for it: {}", pendingBytes, failure.getMessage());
        }
        if (!alarm && failure.advice().isPresent()) {
            alarm = true;
            LOG.error(
                    "ALARM: nothing can be committed until someone does this: {}. No hit is lost, {} bytes wait in memory and the rest in Kafka, and the commit is tried again by itself. {}",
                    failure.advice().get(),
                    pendingBytes,
                    failure.getMessage());
        }
    }

    void isOver(long now) {
        if (since != 0) {
            LOG.info("the ledger is back after {} ms", now - since);
        }
        since = 0;
        alarm = false;
    }

    /** In milliseconds since the epoch, 0 while the ledger is not away. */
    long since() {
        return since;
    }

    /** 1 while a human has to do something. */
    int alarm() {
        return alarm ? 1 : 0;
    }
}
