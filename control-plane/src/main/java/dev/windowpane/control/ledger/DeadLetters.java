package dev.windowpane.control.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many records were no hits, by reason. Exact. */
record DeadLetters(long total, Map<String, Long> byReason) {
    DeadLetters {
        byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
    }

    static DeadLetters of(Map<String, Long> byReason) {
        return new DeadLetters(
                byReason.values().stream().mapToLong(Long::longValue).sum(), byReason);
    }
}
