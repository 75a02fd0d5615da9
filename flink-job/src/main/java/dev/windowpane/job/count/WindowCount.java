package dev.windowpane.job.count;

/**
 * How many hits of a partition fell into a window.
 *
 * @param window the window's start, in seconds since the epoch
 */
public record WindowCount(int partition, long window, long hits) {}
