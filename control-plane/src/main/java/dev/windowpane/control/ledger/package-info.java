/** The proof that every record read is counted or a dead letter. */
@NullMarked
package dev.windowpane.control.ledger;

import org.jspecify.annotations.NullMarked;
