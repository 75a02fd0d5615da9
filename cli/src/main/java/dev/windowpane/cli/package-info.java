/** The verbs of the command line, and the program that offers them. */
@NullMarked
package dev.windowpane.cli;

import org.jspecify.annotations.NullMarked;
