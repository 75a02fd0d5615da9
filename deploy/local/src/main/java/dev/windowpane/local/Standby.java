package dev.windowpane.local;

import dev.windowpane.local.os.WrongClock;

/**
 * A second control plane for the same database and Flink, for tests: it is not started with the stack.
 *
 * @param clock what it takes for the time
 */
public record Standby(EmbeddedControlPlane controlPlane, WrongClock clock) {}
