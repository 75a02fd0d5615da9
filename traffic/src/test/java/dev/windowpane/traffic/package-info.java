@NullMarked
package dev.windowpane.traffic;

import org.jspecify.annotations.NullMarked;
