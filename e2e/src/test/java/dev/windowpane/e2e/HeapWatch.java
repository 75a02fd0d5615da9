package dev.windowpane.e2e;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The TaskManagers' heap: what is in use after a collection, before and after; and the most that Flink's metrics showed meanwhile. */
final class HeapWatch {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");

    private final FullStack stack;
    private final long liveMibBefore;
    private long highestMib;

    HeapWatch(FullStack stack) {
        this.stack = stack;
        this.liveMibBefore = liveMib();
    }

    void look() {
        highestMib = Math.max(highestMib, stack.flink.heap() >> 20);
    }

    long highestMib() {
        return highestMib;
    }

    /** What has stayed since the beginning. */
    long growthMib() {
        return liveMib() - liveMibBefore;
    }

    private long liveMib() {
        return stack.local.addresses().pids().entrySet().stream()
                        .filter(it -> it.getKey().startsWith("taskmanager"))
                        .map(Map.Entry::getValue)
                        .mapToLong(HeapWatch::liveKib)
                        .sum()
                >> 10;
    }

    private static long liveKib(long pid) {
        Jcmd.ask(pid, "GC.run");
        Matcher used = USED.matcher(Jcmd.ask(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not say how much heap %d uses".formatted(pid));
        }
        return Long.parseLong(used.group(1));
    }
}
