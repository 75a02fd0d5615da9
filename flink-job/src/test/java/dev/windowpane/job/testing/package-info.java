/** The pipeline with other ends: a source that can be read again, a ledger in memory, and faults. */
@NullMarked
package dev.windowpane.job.testing;

import org.jspecify.annotations.NullMarked;
