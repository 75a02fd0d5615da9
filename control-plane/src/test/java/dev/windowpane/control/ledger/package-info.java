@NullMarked
package dev.windowpane.control.ledger;

import org.jspecify.annotations.NullMarked;
