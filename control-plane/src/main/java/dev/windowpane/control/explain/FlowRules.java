package dev.windowpane.control.explain;

import static dev.windowpane.control.explain.Words.ago;
import static dev.windowpane.control.explain.Words.at;
import static dev.windowpane.control.explain.Words.count;

import dev.windowpane.spec.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the flow of records through a job that runs explains. */
final class FlowRules {
    /** Commits come about every second; without one for so long nothing came. */
    private static final Duration QUIET = Duration.ofSeconds(10);
    /** Fewer records than these, or those of so many seconds, are no lag. */
    private static final long LEAST_LAG = 1000;

    private static final long LEAST_LAG_SECONDS = 10;

    private FlowRules() {}

    static Optional<Reason> checkpointsFail(Facts facts) {
        long waiting = waitingBytes(facts);
        if (facts.look().isEmpty() || waiting == 0) {
            return Optional.empty();
        }
        Instant since = facts.look().get().committedAt().orElse(facts.job().stateSince());
        Duration interval =
                facts.spec().map(spec -> spec.execution().checkpointInterval()).orElse(Duration.ZERO);
        if (facts.now().isBefore(since.plus(QUIET).plus(interval.multipliedBy(2)))) {
            return Optional.empty();
        }
        String sentence =
                "Records are read (%s wait in the job's memory), but nothing has been committed since %s: no checkpoint completes. Is there room where Flink keeps checkpoints? Its log says why; nothing is lost."
                        .formatted(Words.bytes(waiting), ago(since, facts.now()));
        return Optional.of(Reason.of(Cause.CHECKPOINTS_FAIL, sentence)
                .since(since)
                .with("seconds", Duration.between(since, facts.now()).toSeconds())
                .with("pendingBytes", waiting));
    }

    static Optional<Reason> noData(Facts facts) {
        if (facts.look().isEmpty() || isPending(facts) || waitingBytes(facts) > 0) {
            return Optional.empty();
        }
        Look look = facts.look().get();
        Optional<Instant> moved = look.movedAt();
        Instant running = facts.job().stateSince();
        Instant since = moved.orElse(running);
        // What came to it while it was launched anew is still to be read
        if (facts.now().isBefore((since.isBefore(running) ? running : since).plus(QUIET))) {
            return Optional.empty();
        }
        String sentence = moved.isPresent()
                ? "No record has come from topic '%s' since %s; the job is running and has read %s records."
                        .formatted(topic(facts), ago(since, facts.now()), count(look.read()))
                : "No record has come from topic '%s' yet, the job is running since %s: is it the right topic, and does startFrom skip what is in it?"
                        .formatted(topic(facts), ago(since, facts.now()));
        return Optional.of(Reason.of(Cause.NO_DATA, sentence)
                .since(since)
                .with("seconds", Duration.between(since, facts.now()).toSeconds())
                .with("read", look.read()));
    }

    static Optional<Reason> allIdle(Facts facts) {
        if (facts.look().isEmpty() || facts.spec().isEmpty() || isPending(facts) || waitingBytes(facts) > 0) {
            return Optional.empty();
        }
        Look look = facts.look().get();
        Duration idle = facts.spec().get().eventTime().idleTimeout();
        Optional<Instant> moved = look.movedAt();
        if (moved.isEmpty() || facts.now().isBefore(moved.get().plus(idle))) {
            return Optional.empty();
        }
        int partitions = look.partitions().size();
        String sentence =
                "%s been idle since %s, longer than the idle time-out of %s: open windows become FINAL without waiting for more hits."
                        .formatted(
                                partitions == 1
                                        ? "The only partition has"
                                        : "All %d partitions have".formatted(partitions),
                                ago(moved.get(), facts.now()),
                                Words.span(idle));
        return Optional.of(Reason.of(Cause.ALL_IDLE, sentence)
                .since(moved.get())
                .with("partitions", partitions)
                .with("idleTimeoutSeconds", idle.toSeconds()));
    }

    static Optional<Reason> everythingRejected(Facts facts) {
        if (facts.look().isEmpty()) {
            return Optional.empty();
        }
        Look look = facts.look().get();
        long read = look.read() - facts.before().map(Look::read).orElse(0L);
        long rejected = look.rejected() - facts.before().map(Look::rejected).orElse(0L);
        if (read <= 0 || rejected < read) {
            return Optional.empty();
        }
        Map<String, Long> known = facts.before().map(Look::deadLetters).orElse(Map.of());
        Optional<Map.Entry<String, Long>> most = look.deadLetters().entrySet().stream()
                .map(reason -> Map.entry(reason.getKey(), reason.getValue() - known.getOrDefault(reason.getKey(), 0L)))
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        String since = facts.before()
                .map(before -> "since " + at(before.asOf(), facts.now()))
                .orElse("so far");
        String sentence = "All %s records read %s became dead letters%s."
                .formatted(
                        count(read),
                        since,
                        most.map(reason -> ", %s of them %s: %s"
                                        .formatted(
                                                count(reason.getValue()),
                                                reason.getKey(),
                                                Advice.on(reason.getKey(), facts.spec())))
                                .orElse(""));
        Reason reason = Reason.of(Cause.EVERYTHING_REJECTED, sentence).with("read", read);
        if (most.isPresent()) {
            reason = reason.with("reason", most.get().getKey())
                    .with("rejected", most.get().getValue());
        }
        return Optional.of(facts.before().map(Look::asOf).map(reason::since).orElse(reason));
    }

    static Optional<Reason> everythingLate(Facts facts) {
        if (facts.look().isEmpty() || facts.before().isEmpty() || facts.spec().isEmpty()) {
            return Optional.empty();
        }
        Look look = facts.look().get();
        Look before = facts.before().get();
        long hits = look.hits() - before.hits();
        Duration outOfOrderness = facts.spec().get().eventTime().outOfOrderness();
        long late = look.late(outOfOrderness) - before.late(outOfOrderness);
        if (hits <= 0 || late < hits) {
            return Optional.empty();
        }
        Optional<Duration> median = Lateness.median(before.lateness(), look.lateness());
        String sentence =
                "All %s hits since %s were late: they belong to windows that were FINAL%s. They are counted there, which is CORRECTED now; no newer window gets any."
                        .formatted(
                                count(hits),
                                at(before.asOf(), facts.now()),
                                median.map(by -> ", half of them %s or more after their window's end"
                                                .formatted(Words.span(by)))
                                        .orElse(""));
        Reason reason =
                Reason.of(Cause.EVERYTHING_LATE, sentence).since(before.asOf()).with("hits", hits);
        return Optional.of(
                median.map(by -> reason.with("medianSeconds", by.toSeconds())).orElse(reason));
    }

    static Optional<Reason> lagging(Facts facts) {
        long pending = pending(facts);
        Optional<Double> rate = Rates.read(facts);
        boolean lags = pending >= LEAST_LAG
                && rate.map(perSecond -> pending >= perSecond * LEAST_LAG_SECONDS)
                        .orElse(true);
        if (!lags) {
            return Optional.empty();
        }
        Reason reason = Reason.of(Cause.LAGGING, lagging(pending, rate)).with("pendingRecords", pending);
        return Optional.of(rate.map(perSecond -> reason.with("recordsPerSecond", Math.round(perSecond)))
                .orElse(reason));
    }

    private static String lagging(long pending, Optional<Double> rate) {
        if (rate.isEmpty()) {
            return "%s records wait in Kafka; how fast they are read is known in a few seconds."
                    .formatted(count(pending));
        }
        double perSecond = rate.get();
        if (perSecond < 1) {
            return "%s records wait in Kafka, and hardly any is read.".formatted(count(pending));
        }
        Duration left = Duration.ofSeconds((long) Math.ceil(pending / perSecond));
        return "%s records wait in Kafka; at %s records/s they are read in %s, if no more came."
                .formatted(count(pending), count(Math.round(perSecond)), Words.span(left));
    }

    static Reason ok(Facts facts) {
        Optional<Instant> committed = facts.look().flatMap(Look::committedAt);
        Optional<Double> rate = Rates.read(facts);
        String speed = rate.map(perSecond -> ", %s records/s are read".formatted(count(Math.round(perSecond))))
                .orElse("");
        String sentence = committed
                .map(moment -> "All is well: the last commit was at %s%s.".formatted(ago(moment, facts.now()), speed))
                .orElse("The job is running; nothing has been committed yet.");
        Reason reason = Reason.of(Cause.OK, sentence);
        return rate.map(perSecond -> reason.with("recordsPerSecond", Math.round(perSecond)))
                .orElse(reason);
    }

    private static boolean isPending(Facts facts) {
        return pending(facts) > 0;
    }

    private static long pending(Facts facts) {
        return facts.figures().flatMap(ClusterFigures.Figures::pendingRecords).orElse(0L);
    }

    /** What the job has read and cannot give to Postgres yet; nothing where that is Postgres' own doing, which has a reason of its own. */
    private static long waitingBytes(Facts facts) {
        return facts.figures()
                .filter(figures -> figures.ledgerAwaySince().isEmpty())
                .map(ClusterFigures.Figures::pendingBytes)
                .orElse(0L);
    }

    private static String topic(Facts facts) {
        return facts.spec()
                .map(JobSpec::source)
                .map(source -> source.topic().value())
                .orElse("?");
    }
}
