@NullMarked
package dev.windowpane.cli;

import org.jspecify.annotations.NullMarked;
