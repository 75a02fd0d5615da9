package dev.windowpane.cli.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of 2xx.
 *
 * @param server the one that answered
 * @param headers by their names in lower case
 */
public record Answer(URI server, int status, Map<String, String> headers, String body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** @throws UnreachableException if this is no answer of Windowpane's */
    public JsonNode json() {
        try {
            JsonNode value = Json.read(body);
            if (value.isObject()) {
                return value;
            }
            throw UnreachableException.stranger(server);
        } catch (JacksonException e) {
            throw UnreachableException.stranger(server, e);
        }
    }
}
