package dev.windowpane.control.reconcile;

/** The process ends here: nothing after it happens, nothing catches it. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;
}
