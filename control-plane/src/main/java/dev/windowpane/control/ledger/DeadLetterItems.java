package dev.windowpane.control.ledger;

import java.util.List;

/** Dead letters of one job, newest first. */
record DeadLetterItems(List<DeadLetter> items) {
    DeadLetterItems {
        items = List.copyOf(items);
    }
}
