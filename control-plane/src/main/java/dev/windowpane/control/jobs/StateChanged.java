package dev.windowpane.control.jobs;

/** An event: what is observed of a job has changed. */
public record StateChanged(String name) {}
