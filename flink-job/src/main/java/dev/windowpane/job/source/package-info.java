/** Hits from Kafka: exact start offsets, watermarks per partition, no secret in the job graph. */
@NullMarked
package dev.windowpane.job.source;

import org.jspecify.annotations.NullMarked;
