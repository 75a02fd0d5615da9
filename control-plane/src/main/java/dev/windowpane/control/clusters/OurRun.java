package dev.windowpane.control.clusters;

/**
 * What our books say about a Flink job.
 *
 * @param job its name
 * @param underWay whether it is the newest run of its job and has not ended
 */
record OurRun(String id, String job, boolean underWay) {}
