package dev.windowpane.control.counts;

import dev.windowpane.control.counts.CountStore.Cell;
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

    Counts(Database database, JobRefStore jobs, CountStore store) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
    }

    Series series(CountParameters which, Optional<String> step, int top, List<String> keys) {
        return database.snapshot(session -> {
            JobRef job = jobs.single(session, which.job());
            if (which.dimension() == By.REFERRER && which.host().isEmpty()) {
                throw new InvalidRequestException("?host", "by=referrer needs a host");
            }
            Label label = jobs.label(session, job);
            Range range = range(session, which, job, label, step);
            range.requireAnswerable();
            CountQuery query = new CountQuery(job, range, range.ofSteps(), which.dimension(), which.host());
            List<String> shown = keys.isEmpty() ? store.topKeys(session, query, top) : keys;
            List<Cell> cells = store.cells(session, query, shown);
            return SeriesTable.of(query, label, shown, cells, store.otherKeys(session, query, shown));
        });
    }

    Top top(CountParameters which, Optional<String> search, int limit) {
        return database.snapshot(session -> {
            JobRef job = jobs.single(session, which.job());
            Label label = jobs.label(session, job);
            Range range = range(session, which, job, label, Optional.empty());
            CountQuery query = new CountQuery(job, range, range.ofWhole(), which.dimension(), which.host());
            List<TopRow> rows = store.top(session, query, search, limit);
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
                    job.name(),
                    query.range().from(),
                    query.range().to(),
                    label.watermark(),
                    label.asOf(),
                    totals.total(),
                    totals.totalLate(),
                    totals.found(),
                    items);
        });
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
