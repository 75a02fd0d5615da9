package dev.windowpane.control.explain;

import dev.windowpane.control.explain.ClusterFigures.Figures;
import dev.windowpane.control.explain.ClusterFigures.Slots;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.JobSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known about a job when somebody asks why there is no output.
 *
 * @param postgresAwaySince since when we cannot reach Postgres; the job and the look are then from before
 * @param look the newest
 * @param before one about a minute older, to tell what has happened since
 * @param givenUp why the revision that was asked for was given up for an older one
 * @param heldSince since when the same partition is far behind the others in every look
 */
record Facts(
        Job job,
        Sighting sighting,
        Optional<Instant> postgresAwaySince,
        Optional<Look> look,
        Optional<Look> before,
        Optional<String> givenUp,
        Optional<Instant> heldSince,
        Optional<Figures> figures,
        Optional<Slots> slots,
        Instant now) {
    Optional<JobSpec> spec() {
        return job.spec() instanceof StoredSpec.Valid(var valid) ? Optional.of(valid) : Optional.empty();
    }
}
