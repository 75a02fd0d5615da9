package dev.windowpane.control.jobs;

import java.util.Optional;

/**
 * A revision to be made.
 *
 * @param spec of this or, for a rollback, of an older one
 * @param jarSha256 the JAR in Postgres that it is pinned to; empty: the one that is current when it is launched
 * @param note one sentence for people
 */
public record Making(StoredSpec spec, Optional<String> jarSha256, MadeBy madeBy, Optional<String> note) {}
