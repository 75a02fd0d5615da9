package dev.windowpane.control.live;

/**
 * One server-sent event.
 *
 * @param job the job that it is about
 * @param name {@code commit} or {@code job}
 * @param data JSON
 */
record LiveEvent(String job, String name, String data) {}
