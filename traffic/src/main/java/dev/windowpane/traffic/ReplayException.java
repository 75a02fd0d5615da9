package dev.windowpane.traffic;

/** Why a replay cannot go on; the message is one sentence for the user. */
final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReplayException(String message) {
        super(message);
    }
}
