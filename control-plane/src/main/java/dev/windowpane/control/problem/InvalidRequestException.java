package dev.windowpane.control.problem;

/** A parameter of a request is wrong: 400, with the place and what to do. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /** @param pointer a JSON pointer into the body, or {@code ?name} for a query parameter */
    public InvalidRequestException(String pointer, String detail) {
        super(detail);
        this.pointer = pointer;
    }

    public InvalidRequestException(String pointer, String detail, Throwable cause) {
        super(detail, cause);
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }
}
