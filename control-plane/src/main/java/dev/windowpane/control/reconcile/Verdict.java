package dev.windowpane.control.reconcile;

import dev.windowpane.control.operations.OperationState;

/** How an operation ends, and one sentence about it, empty where there is nothing to say. */
record Verdict(OperationState state, String detail) {}
