package dev.windowpane.control.explain;

import static dev.windowpane.control.explain.Words.ago;

import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the state of the job, of Flink and of Postgres explains. */
final class StateRules {
    /** A launch takes about so long to get its slots where there are enough. */
    private static final Duration DEPLOYMENT = Duration.ofSeconds(3);

    private StateRules() {}

    static boolean runs(Facts facts) {
        return facts.job().state() == JobState.RUNNING;
    }

    static Optional<Reason> ownPostgres(Facts facts) {
        return facts.postgresAwaySince().map(since -> {
            String known = facts.look()
                    .map(look -> ", what follows is as of %s".formatted(Words.at(look.asOf(), facts.now())))
                    .orElse("");
            String sentence =
                    "Postgres does not answer the control plane since %s%s. No hit is lost: what is not committed stays in Kafka."
                            .formatted(ago(since, facts.now()), known);
            return Reason.of(Cause.POSTGRES_UNREACHABLE, sentence)
                    .since(since)
                    .with("seconds", Duration.between(since, facts.now()).toSeconds());
        });
    }

    static Optional<Reason> jobsPostgres(Facts facts) {
        return facts.figures()
                .filter(figures -> figures.ledgerAwaySince().isPresent())
                .map(figures -> {
                    Instant since = figures.ledgerAwaySince().get();
                    String advice = figures.alarm()
                            ? "Somebody has to act: the job's log on Flink says ALARM and what to do"
                            : "It tries again by itself";
                    String sentence =
                            "The job cannot commit to Postgres since %s: %s wait in its memory and the rest in Kafka, nothing is lost. %s."
                                    .formatted(ago(since, facts.now()), Words.bytes(figures.pendingBytes()), advice);
                    return Reason.of(Cause.POSTGRES_UNREACHABLE, sentence)
                            .since(since)
                            .with(
                                    "seconds",
                                    Duration.between(since, facts.now()).toSeconds())
                            .with("pendingBytes", figures.pendingBytes())
                            .with("alarm", figures.alarm());
                });
    }

    /** What the state alone explains; nothing for a job that runs. */
    static Optional<Reason> state(Facts facts) {
        return switch (facts.job().state()) {
            case RUNNING -> Optional.empty();
            case STOPPED, STOPPING -> Optional.of(stopped(facts));
            case BLOCKED -> Optional.of(blocked(facts));
            case COMPLETED -> Optional.of(completed(facts));
            case UNKNOWN -> Optional.of(unknown(facts));
            case STARTING, RESTARTING, FAILED -> Optional.of(noSlots(facts).orElseGet(() -> restarting(facts)));
        };
    }

    /** True of a job that counts as well: it does not do what was last asked of it. */
    static Optional<Reason> givenUp(Facts facts) {
        return facts.givenUp()
                .map(why -> Reason.of(
                        Cause.REVISION_GIVEN_UP,
                        "Revision %d: %s.".formatted(facts.job().revision(), why)));
    }

    private static Reason stopped(Facts facts) {
        Job job = facts.job();
        String sentence =
                "The job is %s since %s; when it is started it goes on where it stopped, and no hit is missed."
                        .formatted(
                                job.state() == JobState.STOPPED ? "stopped" : "being stopped",
                                ago(job.stateSince(), facts.now()));
        return Reason.of(Cause.STOPPED, sentence).since(job.stateSince());
    }

    private static Reason blocked(Facts facts) {
        String sentence = "The job is not launched since %s: %s."
                .formatted(
                        ago(facts.job().stateSince(), facts.now()),
                        facts.job().detail().orElse("a gap is open"));
        return Reason.of(Cause.BLOCKED, sentence).since(facts.job().stateSince());
    }

    private static Reason completed(Facts facts) {
        Job job = facts.job();
        long read = facts.look().map(Look::read).orElse(0L);
        String sentence =
                "The job has ended at %s: it has read all %s records that it was to read, every window is FINAL."
                        .formatted(Words.at(job.stateSince(), facts.now()), Words.count(read));
        return Reason.of(Cause.COMPLETED, sentence).since(job.stateSince()).with("read", read);
    }

    private static Reason unknown(Facts facts) {
        Instant since = facts.sighting() instanceof Sighting.Unreachable away
                ? away.since()
                : facts.job().stateSince();
        String why = facts.sighting() instanceof Sighting.Unreachable away ? ": " + away.why() : "";
        String committed = facts.look()
                .flatMap(Look::committedAt)
                .map(at -> "; its last commit was at " + ago(at, facts.now()))
                .orElse("");
        String sentence = "Flink cannot be reached since %s%s. Whether the job runs is not known%s."
                .formatted(ago(since, facts.now()), why, committed);
        return Reason.of(Cause.FLINK_UNREACHABLE, sentence)
                .since(since)
                .with("seconds", Duration.between(since, facts.now()).toSeconds());
    }

    private static Optional<Reason> noSlots(Facts facts) {
        if (facts.slots().isEmpty()
                || facts.spec().isEmpty()
                || !(facts.sighting() instanceof Sighting.Seen seen)
                || seen.condition() != Sighting.Condition.COMING) {
            return Optional.empty();
        }
        ClusterFigures.Slots slots = facts.slots().get();
        int needed = facts.spec().get().execution().parallelism();
        boolean allWait = facts.figures()
                .map(figures -> figures.waiting() > 0 && figures.waiting() == seen.tasks())
                .orElse(false);
        Instant since = facts.job().run().map(Run::updatedAt).orElse(facts.job().stateSince());
        if (!allWait || slots.free() >= needed || facts.now().isBefore(since.plus(DEPLOYMENT))) {
            return Optional.empty();
        }
        String sentence =
                "The job needs %d task slots, %d of %d are free, since %s: start another TaskManager, stop another job, or lower execution.parallelism."
                        .formatted(needed, slots.free(), slots.total(), ago(since, facts.now()));
        return Optional.of(Reason.of(Cause.NO_SLOTS, sentence)
                .since(since)
                .with("needed", needed)
                .with("free", slots.free())
                .with("total", slots.total()));
    }

    private static Reason restarting(Facts facts) {
        Job job = facts.job();
        String what = switch (job.state()) {
            case FAILED -> "has failed";
            case RESTARTING -> "is being restarted";
            case STARTING, RUNNING, STOPPING, STOPPED, COMPLETED, BLOCKED, UNKNOWN -> "is being launched";
        };
        String sentence = "The job %s since %s%s."
                .formatted(
                        what,
                        ago(job.stateSince(), facts.now()),
                        job.detail().map(detail -> ": " + detail).orElse(""));
        return Reason.of(Cause.RESTARTING, sentence)
                .since(job.stateSince())
                .with("attempt", job.run().map(Run::attempt).orElse(1));
    }
}
