/** Deltas become rows: one fenced Postgres transaction moves counts and offsets together. */
@NullMarked
package dev.windowpane.job.commit;

import org.jspecify.annotations.NullMarked;
