package dev.windowpane.local.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/** Ports of 127.0.0.1. */
public final class Ports {
    /** Below the range from which the system takes ports for outgoing connections, so that none is lost between choice and use. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ports() {}

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** A free port, by chance, so that two stacks that start at once rarely want the same. */
    public static int anyFree() {
        return RANDOM.ints(ATTEMPTS, FIRST, LAST)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() ->
                        new LocalStackException("No free port between %d and %d on 127.0.0.1".formatted(FIRST, LAST)));
    }
}
