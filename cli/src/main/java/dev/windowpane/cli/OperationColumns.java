package dev.windowpane.cli;

import dev.windowpane.cli.output.Column;
import java.util.List;

/** What is shown of operations. */
final class OperationColumns {
    static final List<Column> ALL = List.of(
            Column.text("ID", "/id"),
            Column.text("JOB", "/job"),
            Column.text("KIND", "/kind"),
            Column.state("STATE", "/state"),
            Column.number("REVISION", "/revision"),
            Column.time("CREATED", "/createdAt"),
            Column.time("ENDED", "/endedAt"),
            Column.text("ACTOR", "/actor"),
            Column.prose("DETAIL", "/detail"));

    private OperationColumns() {}
}
