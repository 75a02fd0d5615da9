@NullMarked
package dev.windowpane.control.flink;

import org.jspecify.annotations.NullMarked;
