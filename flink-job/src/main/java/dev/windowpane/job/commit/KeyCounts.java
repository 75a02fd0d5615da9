package dev.windowpane.job.commit;

import dev.windowpane.spec.Dimension;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hits by window, host and referrer, of one commit. */
final class KeyCounts {
    private final Map<Long, Map<String, Map<String, Long>>> windows = new TreeMap<>();

    void add(long window, String host, String referrer, long hits) {
        windows.computeIfAbsent(window, key -> new HashMap<>())
                .computeIfAbsent(host, key -> new HashMap<>())
                .merge(referrer, hits, Long::sum);
    }

    /** window → host → referrer → hits; windows ascending. Not a copy. */
    Map<Long, Map<String, Map<String, Long>>> windows() {
        return windows;
    }

    /** The hosts of each window, with their hits. */
    Map<KeyGroup, Map<String, Long>> hosts() {
        Map<KeyGroup, Map<String, Long>> groups = new LinkedHashMap<>();
        windows.forEach((window, hosts) -> {
            Map<String, Long> hits = new HashMap<>();
            hosts.forEach((host, referrers) -> hits.put(host, sum(referrers)));
            groups.put(new KeyGroup(window, ""), hits);
        });
        return groups;
    }

    /** The referrers of each window and host, with their hits. */
    Map<KeyGroup, Map<String, Long>> referrers() {
        Map<KeyGroup, Map<String, Long>> groups = new LinkedHashMap<>();
        windows.forEach((window, hosts) ->
                hosts.forEach((host, referrers) -> groups.put(new KeyGroup(window, host), referrers)));
        return groups;
    }

    /** Counts these hosts of a window, or referrers of a window and host, under {@value Dimension#OTHER}. */
    void fold(KeyGroup group, Set<String> keys) {
        Map<String, Map<String, Long>> hosts = windows.getOrDefault(group.window(), Map.of());
        for (String key : keys) {
            if (group.host().isEmpty()) {
                Map<String, Long> folded = hosts.getOrDefault(key, Map.of());
                hosts.remove(key);
                Map<String, Long> other = hosts.computeIfAbsent(Dimension.OTHER, host -> new HashMap<>());
                folded.forEach((referrer, hits) -> other.merge(referrer, hits, Long::sum));
            } else {
                Map<String, Long> referrers = hosts.getOrDefault(group.host(), Map.of());
                referrers.merge(Dimension.OTHER, referrers.getOrDefault(key, 0L), Long::sum);
                referrers.remove(key);
            }
        }
    }

    static long sum(Map<String, Long> hits) {
        return hits.values().stream().mapToLong(n -> n).sum();
    }
}
