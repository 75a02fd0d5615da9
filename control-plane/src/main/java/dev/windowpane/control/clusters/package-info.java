/** The Flink clusters as users see them, and what runs there. */
@NullMarked
package dev.windowpane.control.clusters;

import org.jspecify.annotations.NullMarked;
