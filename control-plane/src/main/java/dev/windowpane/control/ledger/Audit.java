package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.ledger.AuditStore.Comparison;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Looks for numbers that do not add up. What it finds is noted, logged as an error and told to whoever watches the job. */
@ApplicationScoped
class Audit {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS_EACH_TIME = 2;
    /** Older days wait for the next time when this is over: with years of counts, an audit of all takes a few rounds. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static final Duration ONCE_IN = Duration.ofHours(1);

    private final Database database;
    private final JobRefStore jobs;
    private final LedgerStore ledgers;
    private final AuditStore store;
    private final InstantSource time;
    private final Map<Integer, Instant> oldest = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> warned = new ConcurrentHashMap<>();

    Audit(Database database, JobRefStore jobs, LedgerStore ledgers, AuditStore store, InstantSource time) {
        this.database = database;
        this.jobs = jobs;
        this.ledgers = ledgers;
        this.store = store;
        this.time = time;
    }

    /** Checks every job's sums. */
    void sums() {
        for (JobRef job : database.snapshot(jobs::all)) {
            inTime(job, () -> {
                JobLedger ledger = patiently(session -> ledgers.ledger(session, job));
                ledger.findings().forEach(finding -> note(job, finding));
            });
        }
    }

    /** Checks the rows of every job's newest days, and of as many older ones as time allows, in turn. */
    void rows() {
        Instant end = time.instant().plus(ENOUGH);
        for (JobRef job : database.snapshot(jobs::all)) {
            inTime(job, () -> rows(job, end));
        }
    }

    private void rows(JobRef job, Instant end) {
        List<Instant> days = patiently(session -> store.days(session, job));
        days.stream().limit(DAYS_EACH_TIME).forEach(day -> checkDay(job, day));
        inTurn(days, oldest.getOrDefault(job.id(), Instant.MAX))
                .takeWhile(day -> time.instant().isBefore(end))
                .forEach(day -> {
                    checkDay(job, day);
                    oldest.put(job.id(), day);
                });
    }

    /** One job or comparison that Postgres has no time for keeps no other from being looked at. */
    private void inTime(JobRef job, Runnable look) {
        try {
            look.run();
        } catch (DatabaseAwayException e) {
            if (!e.answered()) {
                throw e;
            }
            Instant now = time.instant();
            if (!now.isBefore(warned.getOrDefault(job.id(), Instant.EPOCH).plus(ONCE_IN))) {
                warned.put(job.id(), now);
                LOG.warnf(
                        "whether the numbers of job '%s' add up could not be told in time, and is tried again: %s. If this goes on, give "
                                + "Postgres more memory or set windowpane.retention",
                        job.name(), e.getMessage());
            }
        }
    }

    private <T> T patiently(Database.Work<T> look) {
        return database.snapshot(session -> {
            ledgers.takeTime(session);
            ledgers.forbidDrops(session);
            return look.with(session);
        });
    }

    private static Stream<Instant> inTurn(List<Instant> days, Instant last) {
        List<Instant> older = days.stream().skip(DAYS_EACH_TIME).toList();
        return Stream.concat(
                older.stream().filter(day -> day.isBefore(last)), older.stream().filter(day -> !day.isBefore(last)));
    }

    private void checkDay(JobRef job, Instant day) {
        store.comparisons(job).forEach(comparison -> inTime(job, () -> check(job, comparison, day)));
    }

    private void check(JobRef job, Comparison comparison, Instant day) {
        Stream.iterate(day, at -> at.isBefore(day.plus(DAY)), at -> at.plus(comparison.piece()))
                .map(from -> patiently(session -> store.differs(session, job, comparison, from)))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(finding -> note(job, finding));
    }

    private void note(JobRef job, Finding finding) {
        boolean isNews = database.<Boolean>transaction(session -> {
            boolean noted = store.note(session, job, finding, time.instant());
            if (noted) {
                jobs.announce(session, job);
            }
            return noted;
        });
        if (isNews) {
            LOG.errorf(
                    "the numbers of job '%s' do not add up (%s): %s. Do not delete the job; keep a dump of its tables and report this "
                            + "as a bug. To have exact numbers meanwhile, count the topic anew with a second job (startFrom earliest)",
                    job.name(), finding.rule(), finding.detail());
        }
    }
}
