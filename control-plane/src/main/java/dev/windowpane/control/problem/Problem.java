package dev.windowpane.control.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A problem document (RFC 9457).
 *
 * @param type names the kind of problem; {@code about:blank} where the status says it all
 * @param errors what is wrong where; empty where the problem is not about one value
 */
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WrongValue> errors) {
    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One wrong value.
     *
     * @param pointer its JSON pointer (RFC 6901) in the body, {@code ?name} for a query parameter, or {@code Name:} for a header
     */
    public record WrongValue(String pointer, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    static Problem unprocessable(String pointer, String detail) {
        return new Problem(
                "about:blank", "Unprocessable Content", 422, detail, List.of(new WrongValue(pointer, detail)));
    }

    static Problem at(List<WrongValue> errors) {
        String first = errors.getFirst().detail();
        String detail = errors.size() == 1 ? first : "%s; and %d more".formatted(first, errors.size() - 1);
        return new Problem("about:blank", "Bad Request", 400, detail, errors);
    }
}
