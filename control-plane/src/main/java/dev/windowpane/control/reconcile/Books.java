package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.StoredJob;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What Postgres holds for the reconciler.
 *
 * @param jobs every job as it stands now
 * @param clock the database's
 */
record Books(Supplier<List<StoredJob>> jobs, InstantSource clock, Runs runs) {}
