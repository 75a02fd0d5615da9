package dev.windowpane.control.operations;

/**
 * The job that an operation is about, as it is after the request.
 *
 * @param job its number
 */
public record Target(int job, String name, long revision, long generation) {}
