package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.reconcile.Tables.RevisionRow;
import dev.windowpane.control.reconcile.Tables.RunRow;
import dev.windowpane.spec.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@link Runs} in memory, with the guards of {@link RunStore}. */
final class MemoryRuns implements Runs {
    private final World world;
    private final Tables tables;

    MemoryRuns(World world, Tables tables) {
        this.world = world;
        this.tables = tables;
    }

    /** One transaction: the process may die before it, or after it without having heard of it. */
    private boolean transaction(String what, long token, BooleanSupplier work) {
        world.point("before " + what);
        world.databaseMayBeAway();
        boolean changed = tables.lease.isOurs(token, world.clock()) && work.getAsBoolean();
        world.databaseMayBeAway();
        world.point("after " + what);
        return changed;
    }

    private boolean set(RunRow row, Run run, Phase to) {
        if (row.run.phase() != run.phase()) {
            return false;
        }
        world.written(row, to);
        row.history.add(to);
        return true;
    }

    @Override
    public boolean plan(long token, StoredJob job, String runId, int attempt) {
        return transaction("plan", token, () -> {
            boolean free = tables.runs(job.id()).stream()
                    .noneMatch(row -> row.run.phase().underWay());
            if (!free || tables.job(job.id()).isEmpty()) {
                return false;
            }
            Instant now = world.clock();
            RunRow row = new RunRow(
                    job.id(),
                    new Run(
                            runId,
                            Phase.PLANNED,
                            job.revision(),
                            job.generation(),
                            job.cluster(),
                            0,
                            Optional.empty(),
                            attempt,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            now,
                            now));
            row.history.add(Phase.PLANNED);
            tables.add(row);
            return true;
        });
    }

    @Override
    public boolean move(long token, StoredJob job, Run run, Move move) {
        return transaction(
                "move to " + move.to(),
                token,
                () -> tables.run(run.id())
                        .filter(row -> set(row, run, move.to()))
                        .map(row -> {
                            row.moved(move, world.clock());
                            return true;
                        })
                        .orElse(false));
    }

    @Override
    public Optional<Long> submit(long token, StoredJob job, Run run, LocalJar jar, Duration patience) {
        List<Long> epoch = new ArrayList<>();
        transaction(
                "submit",
                token,
                () -> tables.run(run.id())
                        .filter(row -> set(row, run, Phase.SUBMITTING))
                        .map(row -> {
                            epoch.add(tables.nextEpoch(job.id()));
                            row.moved(
                                    Move.to(Phase.SUBMITTING).with(jar.sha256()).within(patience), world.clock());
                            row.submitted(epoch.getFirst(), world.clock());
                            RevisionRow revision = tables.revision(job.id(), run.revision());
                            if (revision.jar.isEmpty()) {
                                revision.jar = Optional.of(new JarRef(jar.sha256(), "1"));
                            }
                            return true;
                        })
                        .orElse(false));
        return epoch.stream().findFirst();
    }

    @Override
    public boolean noteError(long token, StoredJob job, Run run, RunCause error) {
        return transaction(
                "error",
                token,
                () -> tables.run(run.id())
                        .filter(row -> row.run.phase() == run.phase())
                        .map(row -> {
                            row.failed(error, world.clock());
                            return true;
                        })
                        .orElse(false));
    }

    @Override
    public boolean noteStable(long token, StoredJob job, Run run) {
        return transaction(
                "stable",
                token,
                () -> tables.run(run.id())
                        .filter(row -> row.run.phase() == run.phase())
                        .map(row -> {
                            row.stable(world.clock());
                            RevisionRow revision = tables.revision(job.id(), run.revision());
                            revision.stableAt = revision.stableAt.or(() -> Optional.of(world.clock()));
                            return true;
                        })
                        .orElse(false));
    }

    @Override
    public boolean rollBack(long token, StoredJob job, long to, String why) {
        return transaction(
                "roll back",
                token,
                () -> tables.job(job.id())
                        .filter(row -> row.revision == job.revision()
                                && row.desired == Desired.RUNNING
                                && tables.revision(row.id, row.revision)
                                        .stableAt
                                        .isEmpty())
                        .map(row -> {
                            RevisionRow old = tables.revision(row.id, to);
                            world.rolledBack(tables.revision(row.id, row.revision));
                            tables.revise(row, new RevisionRow(old.spec, old.jar, MadeBy.ROLLED_BACK), world.clock());
                            return true;
                        })
                        .orElse(false));
    }

    @Override
    public List<PastRun> ofOurs(ClusterName cluster, Collection<String> flinkJobs) {
        world.point("read strays");
        world.databaseMayBeAway();
        return flinkJobs.stream()
                .flatMap(id -> tables.past(id).stream())
                .filter(past ->
                        past.phase().isEmpty() || tables.cluster(past.id()).equals(cluster))
                .toList();
    }

    @Override
    public boolean adopt(long token, StoredJob job, PastRun past) {
        return transaction("adopt", token, () -> {
            tables.runs(job.id()).stream()
                    .filter(row -> row.run.phase() == Phase.PLANNED || row.run.phase() == Phase.JAR_READY)
                    .forEach(row -> {
                        row.history.add(Phase.SUPERSEDED);
                        row.moved(Move.to(Phase.SUPERSEDED), world.clock());
                    });
            return tables.run(past.id())
                    .filter(row -> row.run.phase() == Phase.LOST && row.run.epoch() == tables.epoch(job.id()))
                    .filter(row -> tables.runs(job.id()).stream()
                            .noneMatch(other -> other.run.phase().underWay()))
                    .map(row -> {
                        row.history.add(Phase.STARTING);
                        row.moved(Move.to(Phase.STARTING), world.clock());
                        tables.makeNewest(row);
                        return true;
                    })
                    .orElse(false);
        });
    }

    @Override
    public void exception(StoredJob job, Run run, Instant at, RunCause why) {
        world.point("exception");
        world.databaseMayBeAway();
    }

    @Override
    public void note(int job, String jobName, Optional<String> flinkJob, String what) {
        world.point("note");
        world.databaseMayBeAway();
    }
}
