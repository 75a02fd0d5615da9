package dev.windowpane.job.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Places where a test lets the pipeline fail, each a number of times. */
public final class Faults {
    private static final Map<String, AtomicInteger> PLANNED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> CALLS = new ConcurrentHashMap<>();

    private static volatile boolean heldBack;

    /** What a planned fault throws. */
    public static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Injected(String place) {
            super("injected at " + place);
        }
    }

    private Faults() {}

    public static void clear() {
        PLANNED.clear();
        CALLS.clear();
        heldBack = false;
    }

    /** No source reads the last third of its traffic until {@link #letGo}. */
    public static void holdBack() {
        heldBack = true;
    }

    public static void letGo() {
        heldBack = false;
    }

    static boolean isHeldBack() {
        return heldBack;
    }

    public static void plan(String place, int times) {
        PLANNED.put(place, new AtomicInteger(times));
    }

    /** Whether all planned faults have happened. */
    public static boolean allHappened() {
        return PLANNED.values().stream().allMatch(left -> left.get() <= 0);
    }

    /** Whether all planned faults have happened, but for those at {@code place}. */
    static boolean allHappenedBut(String place) {
        return PLANNED.entrySet().stream()
                .allMatch(fault ->
                        fault.getKey().equals(place) || fault.getValue().get() <= 0);
    }

    /** Whether a fault is due at this call of {@code place}: every {@code nth} until the plan is used up. */
    public static boolean isDue(String place, int nth) {
        AtomicInteger left = PLANNED.get(place);
        if (left == null
                || CALLS.computeIfAbsent(place, key -> new AtomicInteger()).incrementAndGet() % nth != 0) {
            return false;
        }
        return left.getAndDecrement() > 0;
    }

    public static void at(String place, int nth) {
        if (isDue(place, nth)) {
            throw new Injected(place);
        }
    }
}
