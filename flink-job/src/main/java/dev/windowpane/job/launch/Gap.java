package dev.windowpane.job.launch;

/**
 * What cannot be read any more of a partition.
 *
 * @param from the next offset by what was counted
 * @param to the next offset that a launch which accepts the gap goes on at; less than {@code from} where offsets began anew
 * @param sentence what has happened, with all numbers
 */
record Gap(int partition, long from, long to, GapReason reason, String sentence) {}
