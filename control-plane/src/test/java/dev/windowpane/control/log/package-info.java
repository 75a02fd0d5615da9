@NullMarked
package dev.windowpane.control.log;

import org.jspecify.annotations.NullMarked;
