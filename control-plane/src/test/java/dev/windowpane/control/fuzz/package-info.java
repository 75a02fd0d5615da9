@NullMarked
package dev.windowpane.control.fuzz;

import org.jspecify.annotations.NullMarked;
