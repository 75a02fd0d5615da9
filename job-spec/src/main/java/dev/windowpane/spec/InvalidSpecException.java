package dev.windowpane.spec;

/** A text is not a valid {@link JobSpec}: what is wrong ({@link #getMessage()}) and where ({@link #pointer()}). */
public final class InvalidSpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    InvalidSpecException(String pointer, String detail, Throwable cause) {
        super(detail, cause);
        this.pointer = pointer;
    }

    /** The JSON pointer (RFC 6901) of the wrong value; empty for the whole document. */
    public String pointer() {
        return pointer;
    }
}
