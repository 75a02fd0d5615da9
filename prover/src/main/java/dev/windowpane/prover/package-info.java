/** Checks a running installation from outside: it reads the tables as the reader and shares no code with what writes them. */
@NullMarked
package dev.windowpane.prover;

import org.jspecify.annotations.NullMarked;
