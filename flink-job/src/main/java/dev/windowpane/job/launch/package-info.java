/** What happens before the job graph exists: what is read is found in Postgres and Kafka, and what Kafka has lost is noted. */
@NullMarked
package dev.windowpane.job.launch;

import org.jspecify.annotations.NullMarked;
