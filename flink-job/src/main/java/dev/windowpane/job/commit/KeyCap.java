package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the rows of each group of a table to a number. A key that has a row keeps it; among new ones those with most hits go first.
 * It must be decided before hits are added, since added hits cannot be taken back.
 *
 * <p>What it knows is soft: at most so many rows are there, as if every key of a commit had been new. Only where that may reach the
 * cap are the rows counted, inside the transaction; only where they may pass it are the keys looked up.
 */
final class KeyCap {
    /** Groups remembered, some 10 MB; the rows of one that was forgotten are counted again. */
    static final int KNOWN = 50_000;

    private static final int FULL = Integer.MAX_VALUE / 2;

    private final CountTable table;
    private final int most;

    /** Not fewer than there are, or {@link #FULL} where no further one may be added. The least recently used is forgotten. */
    private final Map<KeyGroup, Integer> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyGroup, Integer> eldest) {
            return size() > KNOWN;
        }
    };

    /** @param most rows of a group, without {@value Dimension#OTHER} */
    KeyCap(CountTable table, int most) {
        this.table = table;
        this.most = most;
    }

    /** To be called if others may have added rows, or if what was decided did not happen. */
    void forget() {
        known.clear();
    }

    /** Which keys of each group must be counted under {@value Dimension#OTHER}; all others get or have rows of their own. */
    Map<KeyGroup, Set<String>> refused(Map<KeyGroup, Map<String, Long>> wanted, Ledger.Transaction ledger)
            throws LedgerUnavailableException {
        Map<KeyGroup, Set<String>> unsure = new LinkedHashMap<>();
        wanted.forEach((group, hits) -> {
            Set<String> keys = named(hits);
            if (!keys.isEmpty() && !fits(group, keys.size(), known.getOrDefault(group, FULL))) {
                unsure.put(group, keys);
            }
        });
        if (unsure.isEmpty()) {
            return Map.of();
        }
        List<KeyGroup> notFull =
                unsure.keySet().stream().filter(group -> !isFull(group)).toList();
        // Not read from what is remembered, which may be fewer groups than these
        Map<KeyGroup, Integer> counted = notFull.isEmpty() ? Map.of() : ledger.rows(table, notFull, most);
        unsure.entrySet()
                .removeIf(group ->
                        fits(group.getKey(), group.getValue().size(), counted.getOrDefault(group.getKey(), FULL)));
        Map<KeyGroup, Set<String>> refused = new HashMap<>();
        if (!unsure.isEmpty()) {
            ledger.present(table, unsure)
                    .forEach((group, present) -> refused.put(
                            group,
                            refuse(
                                    group,
                                    wanted.getOrDefault(group, Map.of()),
                                    present,
                                    counted.getOrDefault(group, FULL))));
        }
        return refused;
    }

    private Set<String> refuse(KeyGroup group, Map<String, Long> hits, Set<String> present, int rows) {
        Set<String> fresh = named(hits);
        fresh.removeAll(present);
        int room = Math.max(0, most - rows);
        List<String> admitted = fresh.stream()
                .sorted(Comparator.<String, Long>comparing(hits::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(room)
                .toList();
        admitted.forEach(fresh::remove);
        known.put(group, admitted.size() < room ? rows + admitted.size() : FULL);
        return fresh;
    }

    private boolean fits(KeyGroup group, int keys, int rows) {
        if (rows + keys > most) {
            return false;
        }
        known.put(group, rows + keys);
        return true;
    }

    private boolean isFull(KeyGroup group) {
        return known.getOrDefault(group, 0) == FULL;
    }

    private static Set<String> named(Map<String, Long> hits) {
        Set<String> keys = new HashSet<>(hits.keySet());
        keys.remove(Dimension.OTHER);
        return keys;
    }
}
