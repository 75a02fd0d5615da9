/** Counts per window: series and top lists. */
@NullMarked
package dev.windowpane.control.counts;

import org.jspecify.annotations.NullMarked;
