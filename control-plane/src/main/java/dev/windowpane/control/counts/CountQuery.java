package dev.windowpane.control.counts;

import dev.windowpane.control.ledger.JobRef;
import dev.windowpane.spec.Resolution;
import java.util.Optional;

/**
 * Which counts are read.
 *
 * @param resolution how coarse the rows are that they are read from
 */
record CountQuery(JobRef job, Range range, Resolution resolution, By by, Optional<String> host) {}
