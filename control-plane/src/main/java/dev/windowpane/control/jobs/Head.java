package dev.windowpane.control.jobs;

import dev.windowpane.control.jars.JarRef;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job's newest revision, besides its spec.
 *
 * @param note one sentence for people, such as why it was rolled back to
 * @param jar empty: the JAR that is current when it is launched
 * @param stableAt when a run of it first held
 * @param fallback the newest older revision that has held
 */
public record Head(
        MadeBy madeBy,
        Optional<String> note,
        Optional<JarRef> jar,
        Optional<Instant> stableAt,
        Optional<Long> fallback) {
    private static final Pattern IS_GIVEN_UP = Pattern.compile("revision \\d+ did not hold: .*", Pattern.DOTALL);

    /** The note of a revision that is made because a newer one has never held. */
    public static String givenUp(long revision, String why) {
        return "revision %d did not hold: %s".formatted(revision, why);
    }

    /** Why the revision before was given up; empty where nobody but a user has changed the job. */
    public Optional<String> givenUp() {
        return note.filter(text ->
                madeBy == MadeBy.ROLLED_BACK && IS_GIVEN_UP.matcher(text).matches());
    }
}
