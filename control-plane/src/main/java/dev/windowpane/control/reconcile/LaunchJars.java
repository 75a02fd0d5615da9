package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.StoredJob;
import java.util.Set;

/** The JARs that jobs are launched with. */
interface LaunchJars {
    /**
     * What the job's newest revision is pinned to, else what is current.
     *
     * @throws java.io.UncheckedIOException if it is missing or cannot be read
     */
    LocalJar of(StoredJob job);

    /** The SHA-256 of JARs of ours that no launch that may come next wants. */
    Set<String> surplus();
}
