package dev.windowpane.job.commit;

/**
 * Rows whose number is limited together: the hosts of a window, or the referrers of a window and host.
 *
 * @param window the window's start, in seconds since the epoch
 * @param host empty if it is the hosts that are limited
 */
public record KeyGroup(long window, String host) {}
