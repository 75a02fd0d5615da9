@NullMarked
package dev.windowpane.control.metrics;

import org.jspecify.annotations.NullMarked;
