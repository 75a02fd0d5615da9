package dev.windowpane.control.ledger;

import java.time.Instant;

/** A moment at which a rule was found broken; one for a rule and hour at most. */
record Violation(Instant foundAt, Rule rule, String detail) {}
