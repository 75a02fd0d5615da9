package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.Bodies;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.spec.InvalidSpecException;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The current JAR, and perhaps another spec. */
record UpgradeWish(@Schema(ref = "JobSpec") Optional<JobSpec> spec) {
    /** The spec in such a body; the pointers of its mistakes are those of the body. */
    static Optional<JobSpec> specOf(String body) {
        return Bodies.only(body, "spec").map(json -> {
            try {
                return JobSpecJson.parse(json);
            } catch (InvalidSpecException e) {
                throw InvalidRequestException.below("/spec", e);
            }
        });
    }
}
