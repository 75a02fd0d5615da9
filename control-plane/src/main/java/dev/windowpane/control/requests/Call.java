package dev.windowpane.control.requests;

import java.util.Optional;

/** One request that changes something. */
public record Call(Caller caller, Optional<Key> key) {
    /**
     * The name that the caller gave to the request, so as to send it again without a second effect.
     *
     * @param text its header {@code Idempotency-Key}
     * @param request SHA-256 of what makes the request that request: method, address, If-Match and body
     */
    public record Key(String text, String request) {}
}
