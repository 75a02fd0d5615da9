package dev.windowpane.control.live;

/**
 * One server-sent event.
 *
 * @param number of the newest change that it tells of
 * @param job the job that it is about
 * @param name {@code commit}, {@code job} or {@code operation}
 * @param data JSON
 */
record LiveEvent(long number, String job, String name, String data) {}
