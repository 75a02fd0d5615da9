package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Head;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.ClusterName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Postgres holds, in memory: jobs, their revisions and runs, epochs, the lease. */
final class Tables {
    /** A row of {@code job} and {@code job_ledger}. */
    static final class JobRow {
        final int id;
        final String name;
        final List<RevisionRow> revisions = new ArrayList<>();
        long revision;
        long generation = 1;
        long epoch;
        Desired desired = Desired.RUNNING;
        Instant updatedAt;
        Optional<Instant> committedAt = Optional.empty();

        JobRow(int id, String name, RevisionRow first, Instant now) {
            this.id = id;
            this.name = name;
            this.updatedAt = now;
            this.revision = 1;
            revisions.add(first);
        }

        RevisionRow newest() {
            return revisions.get((int) revision - 1);
        }

        Optional<Long> fallback() {
            for (long older = revision - 1; older >= 1; older--) {
                if (revisions.get((int) older - 1).stableAt.isPresent()) {
                    return Optional.of(older);
                }
            }
            return Optional.empty();
        }
    }

    static final class RevisionRow {
        final StoredSpec spec;
        final MadeBy madeBy;
        Optional<JarRef> jar;
        Optional<Instant> stableAt = Optional.empty();
        int rolledBack;

        RevisionRow(StoredSpec spec, Optional<JarRef> jar, MadeBy madeBy) {
            this.spec = spec;
            this.jar = jar;
            this.madeBy = madeBy;
        }
    }

    /** A row of {@code run}, and the lines of history about it. */
    static final class RunRow {
        final int job;
        final List<Phase> history = new ArrayList<>();
        Run run;

        RunRow(int job, Run run) {
            this.job = job;
            this.run = run;
        }

        void moved(Move move, Instant now) {
            Optional<String> jar = move.jarSha256().or(run::jarSha256);
            run = copy(
                    move.to(),
                    run.epoch(),
                    jar,
                    run.submittedAt(),
                    Optional.of(now.plus(move.deadline())),
                    run.stableAt(),
                    move.error(),
                    now);
        }

        void submitted(long epoch, Instant now) {
            run = copy(
                    run.phase(),
                    epoch,
                    run.jarSha256(),
                    Optional.of(now),
                    run.deadline(),
                    run.stableAt(),
                    run.cause(),
                    run.updatedAt());
        }

        void failed(RunCause error, Instant now) {
            run = copy(
                    run.phase(),
                    run.epoch(),
                    run.jarSha256(),
                    run.submittedAt(),
                    run.deadline(),
                    run.stableAt(),
                    Optional.of(error),
                    now);
        }

        void stable(Instant now) {
            run = copy(
                    run.phase(),
                    run.epoch(),
                    run.jarSha256(),
                    run.submittedAt(),
                    run.deadline(),
                    Optional.of(now),
                    run.cause(),
                    run.updatedAt());
        }

        private Run copy(
                Phase phase,
                long epoch,
                Optional<String> jar,
                Optional<Instant> submittedAt,
                Optional<Instant> deadline,
                Optional<Instant> stableAt,
                Optional<RunCause> cause,
                Instant updatedAt) {
            return new Run(
                    run.id(),
                    phase,
                    run.revision(),
                    run.generation(),
                    run.cluster(),
                    epoch,
                    jar,
                    run.attempt(),
                    submittedAt,
                    deadline,
                    stableAt,
                    cause.map(RunCause::sentence),
                    cause,
                    run.createdAt(),
                    updatedAt);
        }
    }

    /** A row of {@code lease}. */
    static final class Lease {
        private String holder = "";
        private long token;
        private Instant expiresAt = Instant.MIN;

        Optional<Long> take(String by, Instant now) {
            if (!holder.equals(by) && !expiresAt.isBefore(now)) {
                return Optional.empty();
            }
            token += holder.equals(by) ? 0 : 1;
            holder = by;
            expiresAt = now.plusSeconds(8);
            return Optional.of(token);
        }

        boolean isOurs(long asked, Instant now) {
            return token == asked && expiresAt.isAfter(now);
        }

        void expire() {
            expiresAt = Instant.MIN;
        }
    }

    final Lease lease = new Lease();
    final List<JobRow> jobs = new ArrayList<>();
    /** By Flink job id, the oldest first. */
    private final Map<String, RunRow> runs = new LinkedHashMap<>();
    /** Runs of jobs that are no more, as history tells of them. */
    final Map<String, RunRow> bygone = new LinkedHashMap<>();

    Optional<JobRow> job(int id) {
        return jobs.stream().filter(row -> row.id == id).findFirst();
    }

    RevisionRow revision(int job, long number) {
        return job(job).orElseThrow().revisions.get((int) number - 1);
    }

    void revise(JobRow job, RevisionRow revision, Instant now) {
        job.revisions.add(revision);
        job.revision++;
        job.updatedAt = now;
    }

    Optional<RunRow> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    List<RunRow> runs(int job) {
        return runs.values().stream().filter(row -> row.job == job).toList();
    }

    Optional<RunRow> newest(int job) {
        return runs(job).stream().reduce((one, later) -> later);
    }

    void add(RunRow row) {
        runs.put(row.run.id(), row);
    }

    void makeNewest(RunRow row) {
        runs.remove(row.run.id());
        runs.put(row.run.id(), row);
    }

    void delete(JobRow job) {
        job.epoch++;
        runs(job.id).forEach(row -> bygone.put(row.run.id(), row));
        runs.values().removeIf(row -> row.job == job.id);
        jobs.remove(job);
    }

    long nextEpoch(int job) {
        JobRow row = job(job).orElseThrow();
        row.epoch++;
        return row.epoch;
    }

    long epoch(int job) {
        return job(job).map(row -> row.epoch).orElse(Long.MAX_VALUE);
    }

    ClusterName cluster(String run) {
        return run(run).orElseThrow().run.cluster();
    }

    Optional<PastRun> past(String id) {
        RunRow row = runs.get(id);
        if (row == null) {
            return Optional.ofNullable(bygone.get(id))
                    .filter(old -> old.history.contains(Phase.SUBMITTING))
                    .map(old -> new PastRun(id, old.job, "bygone", Optional.empty(), 1, 0, false, Instant.EPOCH));
        }
        Run run = row.run;
        return Optional.of(new PastRun(
                id,
                row.job,
                "job",
                Optional.of(run.phase()),
                run.revision(),
                run.generation(),
                run.epoch() == epoch(row.job),
                run.updatedAt()));
    }

    List<StoredJob> all() {
        return jobs.stream().map(this::stored).toList();
    }

    private StoredJob stored(JobRow row) {
        RevisionRow revision = row.newest();
        return new StoredJob(
                row.id,
                row.name,
                revision.spec,
                row.revision,
                new Head(revision.madeBy, Optional.empty(), revision.jar, revision.stableAt, row.fallback()),
                row.generation,
                row.desired,
                Instant.EPOCH,
                row.updatedAt,
                newest(row.id).map(run -> run.run),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                row.committedAt);
    }
}
