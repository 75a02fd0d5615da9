package dev.windowpane.control.jobs;

/** An event: a job or its run has changed in Postgres, by whomever. */
public record JobTouched(String name) {}
