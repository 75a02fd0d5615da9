@NullMarked
package dev.windowpane.benchmark;

import org.jspecify.annotations.NullMarked;
