package dev.windowpane.job.commit;

import dev.windowpane.spec.Launch;
import java.io.Serializable;

/**
 * Whose ledger it is, and what its rows say.
 *
 * @param windowSize in seconds
 */
record LedgerKey(int job, long epoch, String topic, long windowSize) implements Serializable {
    static LedgerKey of(Launch launch) {
        return new LedgerKey(
                launch.job(),
                launch.epoch(),
                launch.spec().source().topic().value(),
                launch.spec().window().size().toSeconds());
    }
}
