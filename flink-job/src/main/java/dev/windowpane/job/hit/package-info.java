/** From the bytes of a Kafka record to a hit or a dead letter: a total function that never throws. */
@NullMarked
package dev.windowpane.job.hit;

import org.jspecify.annotations.NullMarked;
