package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.FlinkCluster;
import dev.windowpane.control.flink.FlinkFailure;
import dev.windowpane.control.flink.JarAnswer;
import dev.windowpane.control.flink.JarLibrary;
import dev.windowpane.control.flink.JobJar;
import dev.windowpane.control.flink.LaunchAnswer;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.Launch;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Carries out one {@link Action}: writes first what it is about to do, and does it only if that was written. */
@ApplicationScoped
class Executor {
    private static final Logger LOG = Logger.getLogger("windowpane");
    /** How long a launch without a clear answer is repeated. */
    private static final Duration SUBMIT_PATIENCE = Duration.ofSeconds(90);

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(60);

    private final RunStore store;
    private final FlinkCluster cluster;
    private final JarLibrary jars;
    private final MeterRegistry metrics;

    Executor(RunStore store, FlinkCluster cluster, JarLibrary jars, MeterRegistry metrics) {
        this.store = store;
        this.cluster = cluster;
        this.jars = jars;
        this.metrics = metrics;
    }

    /** @param token the lease's, which every write asks for */
    void execute(long token, StoredJob job, Action action) {
        switch (action) {
            case Action.Wait wait -> {}
            case Action.PlanRun plan -> {
                String id = UUID.randomUUID().toString().replace("-", "");
                if (store.plan(token, job, id, plan.attempt())) {
                    log(job, id, Phase.PLANNED, "revision %d, attempt %d".formatted(job.revision(), plan.attempt()));
                }
            }
            case Action.StoreJar store -> storeJar(token, job, run(job));
            case Action.Submit submit -> submit(token, job, run(job));
            case Action.SubmitAgain again -> submitAgain(token, job, run(job));
            case Action.Note note ->
                move(token, job, run(job), note.to(), note.why(), Optional.empty(), note.notAgainFor());
            case Action.NoteFailure failure -> {
                Run run = run(job);
                Optional<String> cause = cluster.lastFailure(run.id()).map(FlinkFailure::cause);
                move(
                        token,
                        job,
                        run,
                        Phase.FAILED,
                        cause.or(() -> Optional.of("Flink gave no reason")),
                        Optional.empty(),
                        failure.notAgainFor());
            }
            case Action.NoteStable stable -> store.noteStable(token, job, run(job));
            case Action.Cancel cancel -> {
                Run run = run(job);
                if (move(
                        token,
                        job,
                        run,
                        Phase.CANCELLING,
                        Optional.of(cancel.why()),
                        Optional.empty(),
                        CANCEL_PATIENCE)) {
                    cluster.cancel(run.id());
                }
            }
            case Action.GiveUp(var why, var notAgainFor) -> {
                Run run = run(job);
                if (move(token, job, run, Phase.FAILED, Optional.of(why), Optional.empty(), notAgainFor)) {
                    cluster.cancel(run.id());
                }
            }
            case Action.CancelAgain again -> cluster.cancel(run(job).id());
        }
    }

    private void storeJar(long token, StoredJob job, Run run) {
        Optional<JobJar> jar = jar(token, job, run);
        if (jar.isEmpty()) {
            return;
        }
        switch (cluster.store(jar.get())) {
            case JarAnswer.Stored stored ->
                move(
                        token,
                        job,
                        run,
                        Phase.JAR_READY,
                        Optional.empty(),
                        Optional.of(jar.get().sha256()),
                        Duration.ZERO);
            case JarAnswer.NotStored(var cause) -> store.noteError(token, job, run, run.phase(), cause);
        }
    }

    private void submit(long token, StoredJob job, Run run) {
        Optional<JobJar> jar = jar(token, job, run);
        if (jar.isEmpty()) {
            return;
        }
        switch (cluster.store(jar.get())) {
            case JarAnswer.Stored stored -> {
                Optional<Long> epoch = store.submit(token, job, run, jar.get().sha256(), SUBMIT_PATIENCE);
                if (epoch.isPresent()) {
                    log(job, run.id(), Phase.SUBMITTING, "epoch " + epoch.get());
                    first(token, job, submitted(run), launch(stored.id(), job, run.id(), epoch.get()));
                }
            }
            case JarAnswer.NotStored(var cause) -> store.noteError(token, job, run, run.phase(), cause);
        }
    }

    private void submitAgain(long token, StoredJob job, Run run) {
        Optional<JobJar> jar = jar(token, job, run);
        if (jar.isEmpty()) {
            return;
        }
        switch (cluster.store(jar.get())) {
            case JarAnswer.Stored stored -> again(token, job, run, launch(stored.id(), job, run.id(), run.epoch()));
            case JarAnswer.NotStored(var cause) -> store.noteError(token, job, run, run.phase(), cause);
        }
    }

    private LaunchAnswer launch(String jar, StoredJob job, String runId, long epoch) {
        return cluster.launch(jar, runId, new Launch(job.id(), epoch, job.validSpec()));
    }

    private void first(long token, StoredJob job, Run run, LaunchAnswer answer) {
        switch (answer) {
            case LaunchAnswer.Accepted accepted -> started(token, job, run);
            case LaunchAnswer.AlreadyThere there -> started(token, job, run);
            // It was the only launch of this id and has been answered, so nothing of it is under way
            case LaunchAnswer.Rejected(var cause) ->
                move(token, job, run, Phase.FAILED, Optional.of(cause), Optional.empty(), Planner.backOff(run));
            case LaunchAnswer.Unknown(var why) -> store.noteError(token, job, run, Phase.SUBMITTING, why);
        }
    }

    private void again(long token, StoredJob job, Run run, LaunchAnswer answer) {
        switch (answer) {
            case LaunchAnswer.Accepted accepted -> started(token, job, run);
            case LaunchAnswer.AlreadyThere there -> started(token, job, run);
            // An earlier launch of this id may still be under way: its job would appear under this id
            case LaunchAnswer.Rejected(var cause) -> store.noteError(token, job, run, Phase.SUBMITTING, cause);
            case LaunchAnswer.Unknown(var why) -> store.noteError(token, job, run, Phase.SUBMITTING, why);
        }
    }

    private void started(long token, StoredJob job, Run run) {
        move(token, job, run, Phase.STARTING, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    private Optional<JobJar> jar(long token, StoredJob job, Run run) {
        try {
            return Optional.of(jars.current());
        } catch (UncheckedIOException e) {
            store.noteError(token, job, run, run.phase(), String.valueOf(e.getMessage()));
            LOG.warnf("job %s: %s", job.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean move(
            long token,
            StoredJob job,
            Run run,
            Phase to,
            Optional<String> why,
            Optional<String> jarSha256,
            Duration deadline) {
        Optional<String> error = why.filter(text -> to == Phase.FAILED || to == Phase.LOST);
        boolean moved = store.move(token, job, run, to, error, jarSha256, deadline);
        if (moved) {
            log(job, run.id(), to, why.orElse(""));
        }
        return moved;
    }

    private void log(StoredJob job, String runId, Phase phase, String why) {
        metrics.counter("windowpane.run.transitions", "phase", phase.name()).increment();
        LOG.infof("job %s run %s: %s%s", job.name(), runId, phase, why.isEmpty() ? "" : " (" + why + ")");
    }

    private static Run run(StoredJob job) {
        return job.run().orElseThrow(() -> new IllegalStateException("has no run: " + job.name()));
    }

    private static Run submitted(Run run) {
        return new Run(
                run.id(),
                Phase.SUBMITTING,
                run.revision(),
                run.epoch(),
                run.jarSha256(),
                run.attempt(),
                run.deadline(),
                run.stableAt(),
                Optional.empty(),
                run.createdAt(),
                run.updatedAt());
    }
}
