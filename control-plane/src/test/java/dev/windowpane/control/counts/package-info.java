@NullMarked
package dev.windowpane.control.counts;

import org.jspecify.annotations.NullMarked;
