package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.Cursors;
import dev.windowpane.control.problem.NoSuchThingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is known of jobs, as users see it. */
@ApplicationScoped
public class Jobs {
    private final Database database;
    private final JobStore store;
    private final GapStore gaps;
    private final RevisionStore revisions;
    private final HistoryStore history;
    private final Observations observations;

    Jobs(
            Database database,
            JobStore store,
            GapStore gaps,
            RevisionStore revisions,
            HistoryStore history,
            Observations observations) {
        this.database = database;
        this.store = store;
        this.gaps = gaps;
        this.revisions = revisions;
        this.history = history;
        this.observations = observations;
    }

    public List<Job> all() {
        return database.transaction(store::all).stream().map(this::show).toList();
    }

    /** In the order they were made, those after the job of this number. */
    JobItems page(int after, int limit) {
        List<StoredJob> found = database.transaction(session -> store.page(session, after, limit + 1));
        return new JobItems(found.stream().limit(limit).map(this::show).toList(), next(found, limit, StoredJob::id));
    }

    /** @throws NoSuchThingException if there is no such job */
    public Job named(String name) {
        return show(database.transaction(session -> require(session, name)));
    }

    /** The newest first, those before the run of this number. */
    RunItems runs(String name, long before, int limit) {
        List<NumberedRun> found = database.transaction(
                session -> store.runs(session, require(session, name).id(), before, limit + 1));
        return new RunItems(
                found.stream().limit(limit).map(NumberedRun::run).toList(), next(found, limit, NumberedRun::number));
    }

    List<Gap> gaps(String name) {
        return database.transaction(
                session -> gaps.ofJob(session, require(session, name).id()));
    }

    /** The newest first, only older ones than {@code before}. */
    RevisionItems revisions(String name, long before, int limit) {
        List<Revision> found = database.transaction(
                session -> revisions.page(session, require(session, name).id(), before, limit + 1));
        return new RevisionItems(found.stream().limit(limit).toList(), next(found, limit, Revision::revision));
    }

    /** @throws NoSuchThingException if there is no such job or revision */
    Revision revision(String name, long number) {
        return database.transaction(session -> revisions
                .find(session, require(session, name).id(), number)
                .orElseThrow(() -> NoSuchThingException.revision(name, number)));
    }

    /** The newest first, only those whose id is below {@code before}. */
    HistoryItems history(String name, Optional<HistoryKind> kind, long before, int limit) {
        List<HistoryEntry> found = database.transaction(
                session -> history.page(session, require(session, name).id(), kind, before, limit + 1));
        return new HistoryItems(found.stream().limit(limit).toList(), next(found, limit, HistoryEntry::id));
    }

    /** The job as users see it now. */
    Job show(StoredJob job) {
        return observations.show(job);
    }

    StoredJob require(Session session, String name) throws SQLException {
        return store.named(session, name).orElseThrow(() -> NoSuchThingException.job(name));
    }

    <T> T transaction(Database.Work<T> work) {
        return database.transaction(work);
    }

    /** The cursor behind a page, if more was found than it takes. */
    private static <T> Optional<String> next(List<T> found, int limit, Function<T, ? extends Number> number) {
        return found.size() > limit ? Optional.of(Cursors.text(number.apply(found.get(limit - 1)))) : Optional.empty();
    }
}
