@NullMarked
package dev.windowpane.control.live;

import org.jspecify.annotations.NullMarked;
