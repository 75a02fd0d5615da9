package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Gap;
import dev.windowpane.control.jobs.GapReason;
import dev.windowpane.control.jobs.Head;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job with the parts that matter to a test: to run, revision 1, touched long ago. */
final class JobDraft {
    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"%s}}";
    private static final Gap GAP =
            new Gap(0, 100, 200, 100, GapReason.EXPIRED, LONG_AGO, Optional.empty(), Optional.empty());

    private StoredSpec spec = StoredSpec.parse(SPEC.formatted(""));
    private Desired desired = Desired.RUNNING;
    private long revision = 1;
    private long generation = 1;
    private Head head =
            new Head(MadeBy.CREATED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private Optional<Run> run = Optional.empty();
    private List<Gap> gaps = List.of();
    private long wanted;
    private Optional<Instant> committedAt = Optional.empty();
    private Instant updatedAt = LONG_AGO;

    JobDraft stopped() {
        desired = Desired.STOPPED;
        return this;
    }

    JobDraft revision(long number) {
        revision = number;
        return this;
    }

    JobDraft generation(long number) {
        generation = number;
        return this;
    }

    JobDraft head(MadeBy madeBy, Optional<Instant> stableAt, Optional<Long> fallback) {
        head = new Head(madeBy, Optional.empty(), Optional.empty(), stableAt, fallback);
        return this;
    }

    JobDraft run(RunDraft draft) {
        run = Optional.of(draft.build());
        return this;
    }

    JobDraft gap() {
        gaps = List.of(GAP);
        return this;
    }

    JobDraft wanted(long deadLetters) {
        wanted = deadLetters;
        return this;
    }

    JobDraft refused() {
        spec = StoredSpec.parse(SPEC.formatted(",\"colour\":\"red\""));
        return this;
    }

    JobDraft bounded() {
        spec = StoredSpec.parse(SPEC.formatted(",\"stopAt\":{\"type\":\"latest\"}"));
        return this;
    }

    JobDraft committedAt(Instant at) {
        committedAt = Optional.of(at);
        return this;
    }

    JobDraft updatedAt(Instant at) {
        updatedAt = at;
        return this;
    }

    StoredJob build() {
        return new StoredJob(
                1,
                "shop",
                spec,
                revision,
                head,
                generation,
                desired,
                LONG_AGO,
                updatedAt,
                run,
                gaps,
                wanted,
                Optional.empty(),
                Optional.empty(),
                committedAt);
    }
}
