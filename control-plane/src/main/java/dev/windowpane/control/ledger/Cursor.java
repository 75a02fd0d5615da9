package dev.windowpane.control.ledger;

import dev.windowpane.control.problem.Cursors;
import dev.windowpane.control.problem.Parameters;
import java.time.Instant;
import java.util.List;

/**
 * Where a list goes on: after the row that has these values. Opaque outside.
 *
 * @param partition and {@code offset}: zero where a list is ordered by time alone
 */
record Cursor(Instant at, int partition, long offset) {
    static Cursor parse(String text) {
        List<String> parts = Cursors.parts(text, 3);
        return new Cursor(
                Parameters.instant("cursor", parts.getFirst()),
                (int) Cursors.number(parts, 1),
                Cursors.number(parts, 2));
    }

    String text() {
        return Cursors.text(at, partition, offset);
    }
}
