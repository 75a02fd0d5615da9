/** Measures the control plane as a process, from outside. */
@NullMarked
package dev.windowpane.benchmark;

import org.jspecify.annotations.NullMarked;
