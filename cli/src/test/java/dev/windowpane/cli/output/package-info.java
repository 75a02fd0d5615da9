@NullMarked
package dev.windowpane.cli.output;

import org.jspecify.annotations.NullMarked;
