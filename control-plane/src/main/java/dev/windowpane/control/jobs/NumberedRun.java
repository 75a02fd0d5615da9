package dev.windowpane.control.jobs;

/** A run and its place among all of them. */
record NumberedRun(long number, Run run) {}
