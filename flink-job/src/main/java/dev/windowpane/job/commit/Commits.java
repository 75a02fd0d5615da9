package dev.windowpane.job.commit;

import java.io.Serializable;
import java.util.Map;

/**
 * Where a launch's counts go.
 *
 * @param startOffsets where each partition starts, as it stands in the ledger
 */
public record Commits(Ledger.Factory ledger, Map<Integer, Long> startOffsets) implements Serializable {
    public Commits {
        startOffsets = Map.copyOf(startOffsets);
    }
}
