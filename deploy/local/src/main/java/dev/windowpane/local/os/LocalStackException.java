package dev.windowpane.local.os;

/** The stack cannot do what was asked. The message is for a person: what is wrong and what to do. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
