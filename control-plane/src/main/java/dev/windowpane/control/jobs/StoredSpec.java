package dev.windowpane.control.jobs;

import dev.windowpane.spec.InvalidSpecException;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;

/** A job's spec as it stands in Postgres. It was valid when it was stored; a later version of ours may be stricter. */
public sealed interface StoredSpec {
    /** This version can launch it. */
    record Valid(JobSpec spec) implements StoredSpec {
        @Override
        public String json() {
            return JobSpecJson.write(spec);
        }
    }

    /**
     * This version cannot.
     *
     * @param pointer the place of the value that is refused
     */
    record Refused(String json, String pointer, String why) implements StoredSpec {
        /** What is wrong and what to do. */
        public String sentence(String job) {
            return "this version refuses the stored spec at '%s': %s. Replace the spec (PUT /api/jobs/%s) to have the job launched"
                    .formatted(pointer, why, job);
        }
    }

    static StoredSpec parse(String json) {
        try {
            return new Valid(JobSpecJson.parse(json));
        } catch (InvalidSpecException e) {
            return new Refused(json, e.pointer(), String.valueOf(e.getMessage()));
        }
    }

    /** The spec as it is shown. */
    String json();
}
