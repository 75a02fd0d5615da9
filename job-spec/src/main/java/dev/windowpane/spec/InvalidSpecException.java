package dev.windowpane.spec;

import java.util.List;

/** A text is not a valid {@link JobSpec}: what is wrong first ({@link #getMessage()}) and where ({@link #pointer()}), and what else. */
public final class InvalidSpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<WrongValue> errors;

    /**
     * One mistake.
     *
     * @param pointer the JSON pointer (RFC 6901) of the wrong value; empty for the whole document
     */
    public record WrongValue(String pointer, String detail) {}

    InvalidSpecException(String pointer, String detail, Throwable cause) {
        super(detail, cause);
        this.errors = List.of(new WrongValue(pointer, detail));
    }

    InvalidSpecException(List<WrongValue> errors, Throwable cause) {
        super(errors.getFirst().detail(), cause);
        this.errors = List.copyOf(errors);
    }

    /** The JSON pointer (RFC 6901) of the first wrong value; empty for the whole document. */
    public String pointer() {
        return errors.getFirst().pointer();
    }

    /** Every mistake that can be told apart, at most 20. */
    public List<WrongValue> errors() {
        return errors;
    }
}
