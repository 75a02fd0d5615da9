@NullMarked
package dev.windowpane.control.problem;

import org.jspecify.annotations.NullMarked;
