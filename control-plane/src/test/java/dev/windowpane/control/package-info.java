@NullMarked
package dev.windowpane.control;

import org.jspecify.annotations.NullMarked;
