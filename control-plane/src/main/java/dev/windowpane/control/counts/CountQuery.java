package dev.windowpane.control.counts;

import dev.windowpane.control.ledger.JobRef;
import java.util.Optional;

/** Which counts are read. */
record CountQuery(JobRef job, Range range, By by, Optional<String> host) {}
