/** How each job does: a short history of samples, and Prometheus' figures. What Flink says is told by {@code reconcile}. */
@NullMarked
package dev.windowpane.control.metrics;

import org.jspecify.annotations.NullMarked;
