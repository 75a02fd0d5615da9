package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.FlinkCause;
import dev.windowpane.control.flink.FlinkCluster;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkFailure;
import dev.windowpane.control.flink.JarAnswer;
import dev.windowpane.control.flink.JobJar;
import dev.windowpane.control.flink.LaunchAnswer;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.Launch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Carries out one {@link Action}: writes first what it is about to do, and does it only if that was written. */
@ApplicationScoped
class Executor {
    private static final Logger LOG = Logger.getLogger("windowpane");
    /** How long a launch without a clear answer is repeated. */
    private static final Duration SUBMIT_PATIENCE = Duration.ofSeconds(90);

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(60);

    private final Runs runs;
    private final FlinkClusters clusters;
    private final LaunchJars jars;
    private final MeterRegistry metrics;
    private final Supplier<String> ids;

    @Inject
    Executor(Runs runs, FlinkClusters clusters, LaunchJars jars, MeterRegistry metrics) {
        this(runs, clusters, jars, metrics, () -> UUID.randomUUID().toString().replace("-", ""));
    }

    /** @param ids makes Flink job ids, each once */
    Executor(Runs runs, FlinkClusters clusters, LaunchJars jars, MeterRegistry metrics, Supplier<String> ids) {
        this.runs = runs;
        this.clusters = clusters;
        this.jars = jars;
        this.metrics = metrics;
        this.ids = ids;
    }

    /** @param token the lease's, which every write asks for */
    void execute(long token, StoredJob job, Action action) {
        switch (action) {
            case Action.Wait wait -> {}
            case Action.PlanRun plan -> {
                String id = ids.get();
                if (runs.plan(token, job, id, plan.attempt())) {
                    log(job, id, Phase.PLANNED, "revision %d, attempt %d".formatted(job.revision(), plan.attempt()));
                }
            }
            case Action.StoreJar store -> new Step(token, job).storeJar();
            case Action.Submit submit -> new Step(token, job).submit();
            case Action.SubmitAgain again -> new Step(token, job).submitAgain();
            case Action.Note(var to, var why, var notAgainFor) -> {
                Move move = Move.to(to).within(notAgainFor);
                new Step(token, job).move(why.map(move::because).orElse(move));
            }
            case Action.NoteFailure failure -> new Step(token, job).noteFailure(failure.notAgainFor());
            case Action.NoteStable stable -> runs.noteStable(token, job, run(job));
            case Action.Cancel cancel ->
                new Step(token, job)
                        .moveAndCancel(Move.to(Phase.CANCELLING)
                                .because(RunCause.of(cancel.why()))
                                .within(CANCEL_PATIENCE));
            case Action.GiveUp(var why, var notAgainFor) ->
                new Step(token, job)
                        .moveAndCancel(Move.to(Phase.FAILED).because(why).within(notAgainFor));
            case Action.RollBack(var to, var why) -> {
                if (runs.rollBack(token, job, to, why)) {
                    LOG.warnf("job %s: %s; spec and JAR of revision %d again", job.name(), why, to);
                }
            }
            case Action.Adopt(var past) -> {
                if (runs.adopt(token, job, past)) {
                    log(job, past.id(), Phase.STARTING, "Flink has it after all");
                }
            }
            case Action.CancelAgain again -> new Step(token, job).cancel();
        }
    }

    private void log(StoredJob job, String runId, Phase phase, String why) {
        Counter.builder("windowpane.run.transitions")
                .description("Runs that went on to this phase")
                .tag("phase", phase.name())
                .register(metrics)
                .increment();
        LOG.infof("job %s run %s: %s%s", job.name(), runId, phase, why.isEmpty() ? "" : " (" + why + ")");
    }

    private static Run run(StoredJob job) {
        return job.run().orElseThrow(() -> new IllegalStateException("has no run: " + job.name()));
    }

    /** A step of the job's newest run. */
    private final class Step {
        private final long token;
        private final StoredJob job;
        private final Run run;
        private final FlinkCluster cluster;

        Step(long token, StoredJob job) {
            this.token = token;
            this.job = job;
            this.run = run(job);
            this.cluster = clusters.of(run.cluster());
        }

        void storeJar() {
            jar().ifPresent(jar -> {
                if (stored(jar).isPresent()) {
                    move(Move.to(Phase.JAR_READY).with(jar.sha256()));
                }
            });
        }

        void submit() {
            jar().ifPresent(jar -> stored(jar).ifPresent(id -> {
                Optional<Long> epoch = runs.submit(token, job, run, jar, SUBMIT_PATIENCE);
                if (epoch.isPresent()) {
                    log(job, run.id(), Phase.SUBMITTING, "epoch " + epoch.get());
                    new Step(token, job.with(run.submitted(epoch.get()))).first(launch(id, epoch.get()));
                }
            }));
        }

        void submitAgain() {
            jar().ifPresent(jar -> stored(jar).ifPresent(id -> again(launch(id, run.epoch()))));
        }

        void noteFailure(Duration notAgainFor) {
            List<FlinkFailure> failures = cluster.failures(run.id(), Exceptions.MOST);
            failures.forEach(failure -> runs.exception(job, run, failure.at(), Exceptions.said(failure.cause())));
            RunCause cause = failures.stream()
                    .findFirst()
                    .map(failure -> Exceptions.said(failure.cause()))
                    .orElse(Exceptions.said(FlinkCause.UNKNOWN));
            move(Move.to(Phase.FAILED).because(cause).within(notAgainFor));
        }

        void moveAndCancel(Move move) {
            if (move(move)) {
                cancel();
            }
        }

        void cancel() {
            cluster.cancel(run.id());
        }

        boolean move(Move move) {
            boolean moved = runs.move(token, job, run, move);
            if (moved) {
                log(job, run.id(), move.to(), move.why().map(RunCause::sentence).orElse(""));
            }
            return moved;
        }

        private LaunchAnswer launch(String jar, long epoch) {
            return cluster.launch(jar, run.id(), new Launch(job.id(), epoch, job.validSpec()));
        }

        private void first(LaunchAnswer answer) {
            switch (answer) {
                case LaunchAnswer.Accepted accepted -> move(Move.to(Phase.STARTING));
                case LaunchAnswer.AlreadyThere there -> move(Move.to(Phase.STARTING));
                // It was the only launch of this id and has been answered, so nothing of it is under way
                case LaunchAnswer.Rejected(var cause) ->
                    move(Move.to(Phase.FAILED).because(Exceptions.said(cause)).within(Planner.backOff(run)));
                case LaunchAnswer.Unknown(var why) -> note(OwnCauses.unanswered(why));
            }
        }

        private void again(LaunchAnswer answer) {
            switch (answer) {
                case LaunchAnswer.Accepted accepted -> move(Move.to(Phase.STARTING));
                case LaunchAnswer.AlreadyThere there -> move(Move.to(Phase.STARTING));
                // An earlier launch of this id may still be under way: its job would appear under this id
                case LaunchAnswer.Rejected(var cause) -> note(Exceptions.said(cause));
                case LaunchAnswer.Unknown(var why) -> note(OwnCauses.unanswered(why));
            }
        }

        /** The cluster's id of the JAR; empty if it does not have it, which is noted. */
        private Optional<String> stored(LocalJar jar) {
            return switch (cluster.store(new JobJar(jar.sha256(), jar.file()), jars.surplus())) {
                case JarAnswer.Stored(var id) -> Optional.of(id);
                case JarAnswer.NotStored(var cause) -> {
                    note(Exceptions.said(cause));
                    yield Optional.empty();
                }
            };
        }

        /** Empty if there is none, which is noted. */
        private Optional<LocalJar> jar() {
            try {
                return Optional.of(jars.of(job));
            } catch (UncheckedIOException e) {
                note(OwnCauses.jarNotKept(String.valueOf(e.getMessage())));
                LOG.warnf("job %s: %s", job.name(), e.getMessage());
                return Optional.empty();
            }
        }

        private void note(RunCause error) {
            runs.noteError(token, job, run, error);
        }
    }
}
