package dev.windowpane.control.explain;

import dev.windowpane.control.explain.ClusterFigures.Figures;
import dev.windowpane.control.explain.ClusterFigures.Slots;
import dev.windowpane.control.explain.Look.Partition;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of a healthy job at 12:07:56: three partitions, each read half a second ago, 12,345 records in all, a FINAL window before
 * the open one, 200 records a second. Tests change what matters to them.
 */
final class Situation {
    static final Instant NOW = Instant.parse("2026-01-31T12:07:56Z");
    static final Instant A_MINUTE_AGO = NOW.minusSeconds(60);
    private static final Instant JUST_NOW = NOW.minusMillis(500);
    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}";

    JobState state = JobState.RUNNING;
    Instant stateSince = NOW.minusSeconds(3600);
    Optional<String> detail = Optional.empty();
    Sighting sighting = new Sighting.Seen(Condition.UP, 9, 9, 0, Optional.empty());
    Optional<Instant> postgresAwaySince = Optional.empty();
    boolean looked = true;
    Optional<Look> before = Optional.of(minuteAgo(345, 0, Map.of(), Map.of()));
    Optional<String> givenUp = Optional.empty();
    Optional<Instant> heldSince = Optional.empty();
    Optional<Figures> figures = Optional.of(new Figures(0, Optional.of(0L), Optional.empty(), false, 0));
    Optional<Slots> slots = Optional.empty();

    Optional<Instant> watermark = Optional.of(Instant.parse("2026-01-31T12:07:46Z"));
    Optional<Instant> committedAt = Optional.of(NOW.minusSeconds(1));
    Optional<Instant> firstWindow = Optional.of(Instant.parse("2026-01-31T11:00:00Z"));
    List<Partition> partitions = List.of(
            partition(0, 4345, 0, JUST_NOW, JUST_NOW),
            partition(1, 4000, 0, JUST_NOW, JUST_NOW),
            partition(2, 4000, 0, JUST_NOW, JUST_NOW));
    Map<String, Long> deadLetters = Map.of();
    Map<Long, Long> lateness = Map.of();

    static Partition partition(int number, long read, long rejected, Instant newestHit, Instant movedAt) {
        return new Partition(number, read, rejected, Optional.of(newestHit), Optional.of(movedAt));
    }

    /** A look a minute ago, when one partition had been read. */
    static Look minuteAgo(long read, long rejected, Map<String, Long> deadLetters, Map<Long, Long> lateness) {
        return new Look(
                A_MINUTE_AGO,
                Optional.of(Instant.parse("2026-01-31T12:06:46Z")),
                Optional.of(A_MINUTE_AGO),
                Optional.of(A_MINUTE_AGO),
                Optional.empty(),
                List.of(partition(0, read, rejected, A_MINUTE_AGO, A_MINUTE_AGO)),
                deadLetters,
                lateness);
    }

    /** All partitions were last read then. */
    void quietSince(Instant moved) {
        partitions = List.of(
                partition(0, 4345, 0, moved, moved),
                partition(1, 4000, 0, moved, moved),
                partition(2, 4000, 0, moved, moved));
        before = before.map(look -> minuteAgo(12_345, 0, Map.of(), Map.of()));
    }

    void figures(long pendingRecords) {
        figures = Optional.of(new Figures(0, Optional.of(pendingRecords), Optional.empty(), false, 0));
    }

    List<Reason> explained() {
        return Explainer.explain(facts());
    }

    Reason cause() {
        return explained().getFirst();
    }

    List<Cause> causes() {
        return explained().stream().map(Reason::cause).toList();
    }

    private Facts facts() {
        Optional<Instant> newest =
                partitions.stream().flatMap(one -> one.newestHit().stream()).max(Instant::compareTo);
        Look look = new Look(NOW, watermark, newest, committedAt, firstWindow, partitions, deadLetters, lateness);
        return new Facts(
                job(),
                sighting,
                postgresAwaySince,
                looked ? Optional.of(look) : Optional.empty(),
                before,
                givenUp,
                heldSince,
                figures,
                slots,
                NOW);
    }

    private Job job() {
        return new Job(
                "shop",
                StoredSpec.parse(SPEC),
                1,
                1,
                ClusterName.DEFAULT,
                Optional.empty(),
                false,
                Desired.RUNNING,
                state,
                stateSince,
                detail,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                stateSince,
                stateSince);
    }
}
