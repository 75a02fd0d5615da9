package dev.windowpane.cli.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A problem document (RFC 9457).
 *
 * @param errors what is wrong where; empty where the problem is not about one value
 */
public record Problem(int status, String detail, List<WrongValue> errors) {
    /** @param pointer into the body, or {@code ?name} for a parameter */
    public record WrongValue(String pointer, String detail) {}

    private static final int SHOWN = 200;
    private static final int SERVER_FAILED = 500;

    public Problem {
        errors = List.copyOf(errors);
    }

    /** Empty where the answer is no problem document, and not that of a proxy whose server is away. */
    static Optional<Problem> of(int status, String body) {
        return document(body)
                .map(document -> new Problem(status, document.path("detail").asText(), errors(document.path("errors"))))
                .or(() -> Optional.of(new Problem(status, said(status, body), List.of()))
                        .filter(problem -> problem.status() >= SERVER_FAILED));
    }

    private static Optional<JsonNode> document(String body) {
        try {
            return Optional.of(Json.read(body))
                    .filter(json -> json.path("detail").isTextual());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** What is wrong, one line each, with the place: {@code FILE: /source/topic: …}, or {@code --limit: …} for an option. */
    public List<String> lines(String place) {
        return errors.isEmpty()
                ? List.of(place + detail)
                : errors.stream().map(wrong -> place + line(wrong)).toList();
    }

    private static String line(WrongValue wrong) {
        String pointer =
                wrong.pointer().startsWith("?") ? "--" + wrong.pointer().substring(1) : wrong.pointer();
        return Stream.of(pointer, wrong.detail())
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + ": " + b)
                .orElse("");
    }

    private static List<WrongValue> errors(JsonNode array) {
        List<WrongValue> errors = new ArrayList<>();
        array.forEach(error -> errors.add(new WrongValue(
                error.path("pointer").asText(), error.path("detail").asText())));
        return errors;
    }

    private static String said(int status, String body) {
        String text = body.strip();
        return "the server answered %d%s"
                .formatted(status, text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), SHOWN)));
    }
}
