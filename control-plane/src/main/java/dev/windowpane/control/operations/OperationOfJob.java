package dev.windowpane.control.operations;

/**
 * An operation.
 *
 * @param job its job's number
 */
public record OperationOfJob(int job, Operation operation) {}
