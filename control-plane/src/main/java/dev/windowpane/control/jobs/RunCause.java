package dev.windowpane.control.jobs;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a run ended, or what Flink last refused.
 *
 * @param code of the catalogue of causes; {@code UNKNOWN} if it is not in it
 * @param sentence what is wrong
 * @param hint what to do
 */
@RegisterForReflection
public record RunCause(@Schema(examples = "NO_SLOTS") String code, String sentence, String hint) {
    /** What stands for a cause that the catalogue does not know. */
    public static final String UNKNOWN = "UNKNOWN";

    /** There is nothing to say. */
    public static final RunCause NONE = new RunCause("", "", "");

    /** A sentence of our own that is no error. */
    public static RunCause of(String sentence) {
        return new RunCause("", sentence, "");
    }
}
