package dev.windowpane.cli.client;

import java.net.URI;

/** No Windowpane answers where one should. The message says what to do. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    private UnreachableException(String message) {
        super(message);
    }

    static UnreachableException nobody(URI server, Throwable cause) {
        return new UnreachableException(
                "%s does not answer (%s). Is it running? ./windowpane up starts one here; --server URL or WINDOWPANE_URL names another."
                        .formatted(server, reason(cause)),
                cause);
    }

    /** The request may have had its effect. */
    static UnreachableException unknown(URI server, String key, Throwable cause) {
        return new UnreachableException(
                "%s took the request, but its answer was lost (%s), so it is not known whether it was done. Repeat it with --idempotency-key %s: it is then done once only."
                        .formatted(server, reason(cause), key),
                cause);
    }

    static UnreachableException stranger(URI server, Throwable cause) {
        return new UnreachableException(strange(server), cause);
    }

    static UnreachableException stranger(URI server) {
        return new UnreachableException(strange(server));
    }

    private static String strange(URI server) {
        return "%s answers, but not as Windowpane does; is the address right? --server URL or WINDOWPANE_URL names another."
                .formatted(server);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
