package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.spec.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what a request about a spec would do, and changes nothing. It refuses what the request itself would refuse. */
@ApplicationScoped
class Impacts {
    /** From a cancel to the first commit of the next run, as it was measured on a small machine. */
    private static final Duration USUAL_GAP = Duration.ofSeconds(4);

    private final Jobs jobs;
    private final JobStore store;
    private final Revisions revisions;
    private final GapTimeStore times;

    Impacts(Jobs jobs, JobStore store, Revisions revisions, GapTimeStore times) {
        this.jobs = jobs;
        this.revisions = revisions;
        this.store = store;
        this.times = times;
    }

    /** To the job of its name; as a new job if there is none. */
    Impact of(JobSpec spec) {
        String name = spec.name().value();
        boolean known = jobs.transaction(session -> store.named(session, name).isPresent());
        return known ? ofReplacing(name, Optional.empty(), spec) : ofNew(spec);
    }

    Impact ofNew(JobSpec spec) {
        revisions.requireCluster(spec);
        String name = spec.name().value();
        jobs.transaction(session -> {
            if (store.named(session, name).isPresent()) {
                throw RefusedException.conflict("there is a job '%s' already".formatted(name));
            }
            return true;
        });
        String sentence = "Makes a new job that counts topic '%s' by itself."
                .formatted(spec.source().topic());
        return new Impact(true, new StoredSpec.Valid(spec), Effect.CREATE, Optional.empty(), List.of(), sentence);
    }

    /** @param revision the revision that the caller has read; empty: any */
    Impact ofReplacing(String name, Optional<Long> revision, JobSpec spec) {
        if (!spec.name().value().equals(name)) {
            throw new InvalidRequestException(
                    "/name", "a job keeps its name: it must be '%s', but is '%s'".formatted(name, spec.name()));
        }
        revisions.requireCluster(spec);
        return jobs.transaction(session -> {
            StoredJob job = jobs.require(session, name);
            job.requireRevision(revision);
            Duration gap = times.usual(session, job).orElse(USUAL_GAP);
            return of(job, new StoredSpec.Valid(spec), store.hasOffsets(session, job), gap);
        });
    }

    /** @param counted whether the job stands somewhere in its topic */
    static Impact of(StoredJob job, StoredSpec spec, boolean counted, Duration usualGap) {
        List<SpecDifference> changes = SpecChange.between(job.spec(), spec).stream()
                .map(change -> counted && SpecChange.isOfCounts(change.pointer())
                        ? change.with(Effect.NEW_JOB_NEEDED)
                        : change)
                .toList();
        Optional<SpecDifference> impossible = changes.stream()
                .filter(change -> change.effect() == Effect.NEW_JOB_NEEDED)
                .findFirst();
        if (changes.isEmpty()) {
            String sentence = "Nothing changes: the job has this spec already.";
            return new Impact(true, spec, Effect.NONE, Optional.empty(), changes, sentence);
        }
        if (impossible.isPresent()) {
            String sentence = "%s needs a new job: counts of both would not add up (POST /api/jobs/%s/clone makes one)."
                    .formatted(what(impossible.get().pointer()), job.name());
            return new Impact(false, spec, Effect.NEW_JOB_NEEDED, Optional.empty(), changes, sentence);
        }
        if (job.desired() == Desired.STOPPED) {
            String sentence = "Takes effect with the next start; counts go on where they stand.";
            return new Impact(true, spec, Effect.RESTART, Optional.empty(), changes, sentence);
        }
        return new Impact(true, spec, Effect.RESTART, Optional.of(usualGap), changes, restart(changes, usualGap));
    }

    private static String restart(List<SpecDifference> changes, Duration gap) {
        String after = "after a gap of about %d s".formatted(Math.max(1, gap.toSeconds()));
        return changes.stream().anyMatch(change -> change.pointer().startsWith("/eventTime"))
                ? "Counts go on, %s; hits read from then on are judged by the new times, and windows that are FINAL stay so."
                        .formatted(after)
                : "Restarts only: counts go on where they stand, %s.".formatted(after);
    }

    private static String what(String pointer) {
        if (pointer.startsWith("/window")) {
            return "A new window grid";
        }
        return pointer.startsWith("/rollups") ? "Another way of counting" : "Another topic";
    }
}
