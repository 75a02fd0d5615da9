package dev.windowpane.control.jobs;

import dev.windowpane.control.jars.JarRef;
import java.time.Instant;
import java.util.Optional;

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
        Optional<Long> fallback) {}
