/** The Flink job: hits from Kafka become counts in Postgres, together with the offsets they came from. */
@NullMarked
package dev.windowpane.job;

import org.jspecify.annotations.NullMarked;
