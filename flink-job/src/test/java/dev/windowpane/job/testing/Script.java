package dev.windowpane.job.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The records of a {@link ScriptSource}, let out bit by bit by a test. */
public final class Script {
    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    final List<String> records;
    volatile int released;
    volatile boolean failing;
    private final AtomicInteger checkpointed = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();

    private Script(List<String> records) {
        this.records = List.copyOf(records);
    }

    public static Script of(String name, List<String> records) {
        Script script = new Script(records);
        SCRIPTS.put(name, script);
        return script;
    }

    static Script named(String name) {
        return java.util.Objects.requireNonNull(SCRIPTS.get(name), name);
    }

    public void release(int upTo) {
        released = upTo;
    }

    /** How many records a complete checkpoint has behind it. */
    public int checkpointed() {
        return checkpointed.get();
    }

    /** How often the source was opened. */
    public int attempts() {
        return attempts.get();
    }

    /** The source fails once, before it reads on. */
    public void fail() {
        failing = true;
    }

    void opened() {
        attempts.incrementAndGet();
    }

    void completed(int position) {
        checkpointed.accumulateAndGet(position, Math::max);
    }

    void failIfWanted() {
        if (failing) {
            failing = false;
            throw new IllegalStateException("the script fails");
        }
    }
}
