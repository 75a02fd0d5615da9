package dev.windowpane.control.counts;

import dev.windowpane.control.counts.CountStore.Ranked;
import dev.windowpane.control.counts.CountStore.TopRow;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.JobRef;
import dev.windowpane.control.ledger.JobRefStore;
import dev.windowpane.control.ledger.Label;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers questions about counts, each from one snapshot of the database. */
@ApplicationScoped
class Counts {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    private final Database database;
    private final JobRefStore jobs;
    private final CountStore store;
    private final Recent recent;

    Counts(Database database, JobRefStore jobs, CountStore store, Recent recent) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
        this.recent = recent;
    }

    private record Asked(CountQuery query, Label label) {}

    /** What a series depends on besides the counts; without {@code keys} it is of the top. */
    private record SeriesQuestion(CountQuery query, int top, List<String> keys) {}

    private record TopQuestion(CountQuery query, Optional<String> search, int limit) {}

    private record LabelledSeries(Label label, SeriesRows rows) {}

    private record LabelledTop(Label label, List<TopRow> rows) {}

    Series series(CountParameters which, Optional<String> step, int top, List<String> keys) {
        if (which.dimension() == By.REFERRER && which.host().isEmpty()) {
            throw new InvalidRequestException("?host", "by=referrer needs a host");
        }
        Asked asked = database.snapshot(session -> asked(session, which, step));
        CountQuery query = asked.query();
        query.range().requireAnswerable();
        LabelledSeries read = recent.answer(
                new SeriesQuestion(query, top, keys), asked.label().version(), LabelledSeries.class, () -> {
                    LabelledSeries rows = database.snapshotInTurn(session -> new LabelledSeries(
                            jobs.label(session, query.job()), seriesRows(session, query, top, keys)));
                    return new Recent.Kept(
                            rows.label().version(), rows, rows.rows().size());
                });
        return SeriesTable.of(query, newest(asked.label(), read.label()), read.rows());
    }

    Top top(CountParameters which, Optional<String> search, int limit) {
        Asked asked = database.snapshot(session -> asked(session, which, Optional.empty()));
        CountQuery query = asked.query();
        LabelledTop read = recent.answer(
                new TopQuestion(query, search, limit), asked.label().version(), LabelledTop.class, () -> {
                    LabelledTop rows = database.snapshotInTurn(session -> new LabelledTop(
                            jobs.label(session, query.job()), store.top(session, query, search, limit)));
                    return new Recent.Kept(
                            rows.label().version(), rows, rows.rows().size() * TopRow.SIZE);
                });
        return top(query, newest(asked.label(), read.label()), read.rows());
    }

    /** Of two labels of the same counts the later one; else that of the rows. */
    private static Label newest(Label asked, Label read) {
        return asked.version().equals(read.version()) && asked.asOf().isAfter(read.asOf()) ? asked : read;
    }

    private SeriesRows seriesRows(Session session, CountQuery query, int top, List<String> keys) throws SQLException {
        List<String> shown = keys;
        long others;
        if (keys.isEmpty()) {
            List<Ranked> ranked = store.topKeys(session, query, top);
            shown = ranked.stream().flatMap(one -> one.key().stream()).toList();
            others = ranked.getFirst().keys() - shown.size();
        } else {
            others = store.otherKeys(session, query, keys);
        }
        return new SeriesRows(
                store.totals(session, query),
                shown,
                shown.isEmpty() ? List.of() : store.cells(session, query, shown),
                others);
    }

    private static Top top(CountQuery query, Label label, List<TopRow> rows) {
        TopRow totals = rows.getFirst();
        List<Top.TopItem> items = rows.stream()
                .filter(row -> row.key().isPresent())
                .map(row -> new Top.TopItem(
                        row.key().orElseThrow(),
                        row.hits(),
                        row.late(),
                        totals.total() == 0 ? 0 : (double) row.hits() / totals.total()))
                .toList();
        return new Top(
                query.job().name(),
                query.range().from(),
                query.range().to(),
                label.watermark(),
                label.asOf(),
                totals.total(),
                totals.totalLate(),
                totals.found(),
                items);
    }

    private Asked asked(Session session, CountParameters which, Optional<String> step) throws SQLException {
        JobRef job = jobs.single(session, which.job());
        Label label = jobs.label(session, job);
        Range range = range(session, which, job, label, step);
        return new Asked(new CountQuery(job, range, which.dimension(), which.host()), label);
    }

    private Range range(Session session, CountParameters which, JobRef job, Label label, Optional<String> step)
            throws SQLException {
        By by = which.dimension();
        if (!job.countsBy(by.table())) {
            throw new InvalidRequestException("?by", "job '%s' does not count by referrer".formatted(job.name()));
        }
        Duration size = job.spec().window().size();
        Instant to = which.end().isPresent()
                ? which.end().get()
                : store.newestEnd(session, job).orElse(label.asOf());
        Instant from = which.start().orElse(to.minus(DEFAULT_RANGE));
        Duration length = step.map(text -> Parameters.duration("step", text)).orElse(size);
        return Range.of(from, to, length, job.spec().window());
    }
}
