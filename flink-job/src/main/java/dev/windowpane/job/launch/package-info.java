/** What happens before the job graph exists: the start offsets are read from Postgres, or found for the first time. */
@NullMarked
package dev.windowpane.job.launch;

import org.jspecify.annotations.NullMarked;
