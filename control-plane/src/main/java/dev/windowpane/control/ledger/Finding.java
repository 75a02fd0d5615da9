package dev.windowpane.control.ledger;

/**
 * A rule that does not hold.
 *
 * @param detail one sentence with the numbers
 */
record Finding(Rule rule, String detail) {}
