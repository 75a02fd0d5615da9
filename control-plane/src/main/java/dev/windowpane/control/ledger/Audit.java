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

    private final Database database;
    private final JobRefStore jobs;
    private final LedgerStore ledgers;
    private final AuditStore store;
    private final InstantSource time;
    private final Map<Integer, Instant> oldest = new ConcurrentHashMap<>();

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
            JobLedger ledger = database.snapshot(session -> {
                ledgers.forbidDrops(session);
                return ledgers.ledger(session, job);
            });
            ledger.findings().forEach(finding -> note(job, finding));
        }
    }

    /** Checks the rows of every job's newest days, and of as many older ones as time allows, in turn. */
    void rows() {
        Instant end = time.instant().plus(ENOUGH);
        for (JobRef job : database.snapshot(jobs::all)) {
            List<Instant> days = database.snapshot(session -> store.days(session, job));
            days.stream().limit(DAYS_EACH_TIME).forEach(day -> checkDay(job, day));
            inTurn(days, oldest.getOrDefault(job.id(), Instant.MAX))
                    .takeWhile(day -> time.instant().isBefore(end))
                    .forEach(day -> {
                        checkDay(job, day);
                        oldest.put(job.id(), day);
                    });
        }
    }

    private static Stream<Instant> inTurn(List<Instant> days, Instant last) {
        List<Instant> older = days.stream().skip(DAYS_EACH_TIME).toList();
        return Stream.concat(
                older.stream().filter(day -> day.isBefore(last)), older.stream().filter(day -> !day.isBefore(last)));
    }

    private void checkDay(JobRef job, Instant day) {
        try {
            store.comparisons(job).forEach(comparison -> check(job, comparison, day));
        } catch (DatabaseAwayException e) {
            LOG.warnf("the counts of job '%s' of %s are not audited this time: %s", job.name(), day, e.getMessage());
        }
    }

    private void check(JobRef job, Comparison comparison, Instant day) {
        Stream.iterate(day, at -> at.isBefore(day.plus(DAY)), at -> at.plus(comparison.piece()))
                .map(from -> database.snapshot(session -> {
                    ledgers.forbidDrops(session);
                    return store.differs(session, job, comparison, from);
                }))
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
