package dev.windowpane.local;

/**
 * A second listener of the broker, which clients reach through a {@link FaultProxy}: the broker tells them the proxy's port as its own.
 *
 * @param port where the broker listens
 * @param proxyPort what it says
 */
record ProxiedListener(int port, int proxyPort) {}
