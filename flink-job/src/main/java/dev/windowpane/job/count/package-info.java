/** Counting before the network: hits become deltas, packed bytes with the ranges of offsets they came from. */
@NullMarked
package dev.windowpane.job.count;

import org.jspecify.annotations.NullMarked;
