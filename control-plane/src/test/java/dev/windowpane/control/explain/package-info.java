@NullMarked
package dev.windowpane.control.explain;

import org.jspecify.annotations.NullMarked;
