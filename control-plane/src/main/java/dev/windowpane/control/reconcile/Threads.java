package dev.windowpane.control.reconcile;

/** Runs steps beside the pass that decided them. */
@FunctionalInterface
interface Threads {
    /** Each in a virtual thread of its own: one that waits for Flink holds up no other. */
    Threads VIRTUAL = (name, step) -> Thread.ofVirtual().name(name).start(step);

    void start(String name, Runnable step);
}
