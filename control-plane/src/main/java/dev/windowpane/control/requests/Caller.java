package dev.windowpane.control.requests;

/**
 * Who asks.
 *
 * @param actor {@code local} until there are users
 * @param requestId of the request, as it is answered in its header {@value RequestId#HEADER}
 */
public record Caller(String actor, String requestId) {
    /** Whoever reaches this service, which has no users yet. */
    public static final String LOCAL = "local";
}
