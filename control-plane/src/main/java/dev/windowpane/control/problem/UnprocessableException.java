package dev.windowpane.control.problem;

/** A value of a request is well made but names something that is not there: 422, with the place and what to do. */
public final class UnprocessableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /** @param pointer a JSON pointer into the body */
    public UnprocessableException(String pointer, String detail) {
        super(detail);
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }
}
