@NullMarked
package dev.windowpane.prover;

import org.jspecify.annotations.NullMarked;
