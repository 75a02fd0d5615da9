package dev.windowpane.cli;

import dev.windowpane.cli.output.Column;
import java.util.List;

/** What is shown of jobs. */
final class JobColumns {
    static final List<Column> LIST = List.of(
            Column.text("NAME", "/name"),
            Column.state("STATE", "/state"),
            Column.time("SINCE", "/stateSince"),
            Column.text("DESIRED", "/desired"),
            Column.number("REVISION", "/revision"),
            Column.text("CLUSTER", "/cluster"),
            Column.number("PARALLELISM", "/spec/execution/parallelism"),
            Column.text("TOPIC", "/spec/source/topic"),
            Column.time("WATERMARK", "/watermark"),
            Column.prose("DETAIL", "/detail"));

    static final List<Column> ONE = List.of(
            Column.text("name", "/name"),
            Column.state("state", "/state"),
            Column.time("since", "/stateSince"),
            Column.prose("detail", "/detail"),
            Column.text("desired", "/desired"),
            Column.number("revision", "/revision"),
            Column.number("generation", "/generation"),
            Column.text("cluster", "/cluster"),
            Column.text("jar", "/jar/version"),
            Column.text("jar sha256", "/jar/sha256"),
            Column.text("newer jar", "/upgradeAvailable"),
            Column.text("run", "/run/id"),
            Column.state("run phase", "/run/phase"),
            Column.number("run epoch", "/run/epoch"),
            Column.text("cause", "/run/cause/code"),
            Column.prose("why", "/run/cause/sentence"),
            Column.prose("hint", "/run/cause/hint"),
            Column.text("kafka", "/spec/source/bootstrapServers"),
            Column.text("topic", "/spec/source/topic"),
            Column.text("window", "/spec/window/size"),
            Column.number("parallelism", "/spec/execution/parallelism"),
            Column.time("newest hit", "/newestHit"),
            Column.time("watermark", "/watermark"),
            Column.time("committed", "/committedAt"),
            Column.time("created", "/createdAt"),
            Column.time("updated", "/updatedAt"));

    static final List<Column> REVISIONS = List.of(
            Column.number("REVISION", "/revision"),
            Column.text("CURRENT", "/current"),
            Column.text("MADE BY", "/madeBy"),
            Column.text("JAR", "/jar/version"),
            Column.hash("SHA256", "/jar/sha256"),
            Column.time("STABLE", "/stableAt"),
            Column.time("CREATED", "/createdAt"),
            Column.prose("NOTE", "/note"));

    static final List<Column> HISTORY = List.of(
            Column.time("AT", "/at"),
            Column.state("KIND", "/kind"),
            Column.number("REVISION", "/revision"),
            Column.hash("RUN", "/run"),
            Column.state("PHASE", "/phase"),
            Column.text("CODE", "/code"),
            Column.text("ACTOR", "/actor"),
            Column.hash("REQUEST", "/requestId"),
            Column.prose("DETAIL", "/detail"));

    static final List<Column> GAPS = List.of(
            Column.number("PARTITION", "/partition"),
            Column.number("FROM OFFSET", "/fromOffset"),
            Column.number("TO OFFSET", "/toOffset"),
            Column.count("RECORDS", "/records"),
            Column.text("REASON", "/reason"),
            Column.time("FOUND", "/foundAt"),
            Column.time("ACCEPTED", "/acceptedAt"),
            Column.time("APPLIED", "/appliedAt"));

    static final List<Column> CHANGES = List.of(
            Column.text("WHERE", "/pointer"),
            Column.prose("FROM", "/from"),
            Column.prose("TO", "/to"),
            Column.text("EFFECT", "/effect"));

    private JobColumns() {}
}
