package dev.windowpane.control.operations;

import dev.windowpane.control.problem.Cursors;
import dev.windowpane.control.problem.Parameters;
import java.time.Instant;
import java.util.List;

/** Where a list of operations goes on: after this one. */
record OperationCursor(Instant at, String id) {
    static OperationCursor parse(String text) {
        List<String> parts = Cursors.parts(text, 2);
        return new OperationCursor(Parameters.instant("cursor", parts.getFirst()), parts.getLast());
    }

    static String after(Operation last) {
        return Cursors.text(last.createdAt(), last.id());
    }
}
