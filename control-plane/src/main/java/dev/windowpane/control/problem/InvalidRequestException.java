package dev.windowpane.control.problem;

import dev.windowpane.control.problem.Problem.WrongValue;
import dev.windowpane.spec.InvalidSpecException;
import java.util.List;

/** Something in a request is wrong: 400, with the places and what to do. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<WrongValue> errors;

    /** @param pointer a JSON pointer into the body, {@code ?name} for a query parameter, or {@code Name:} for a header */
    public InvalidRequestException(String pointer, String detail) {
        super(detail);
        this.errors = List.of(new WrongValue(pointer, detail));
    }

    public InvalidRequestException(String pointer, String detail, Throwable cause) {
        super(detail, cause);
        this.errors = List.of(new WrongValue(pointer, detail));
    }

    private InvalidRequestException(List<WrongValue> errors, Throwable cause) {
        super(errors.getFirst().detail(), cause);
        this.errors = List.copyOf(errors);
    }

    /** The mistakes of a spec that stands at this place of the body. */
    public static InvalidRequestException below(String pointer, InvalidSpecException e) {
        return new InvalidRequestException(
                e.errors().stream()
                        .map(error -> new WrongValue(pointer + error.pointer(), error.detail()))
                        .toList(),
                e);
    }

    /** One that says what all of these say. */
    static InvalidRequestException all(List<InvalidRequestException> several) {
        return new InvalidRequestException(
                several.stream().flatMap(one -> one.errors.stream()).toList(), several.getFirst());
    }

    List<WrongValue> errors() {
        return errors;
    }
}
