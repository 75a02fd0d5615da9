package dev.windowpane.control.requests;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is to be answered with.
 *
 * @param body is written as JSON
 */
@RegisterForReflection
public record Reply(int status, Map<String, String> headers, Object body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(int status, Object body) {
        return new Reply(status, Map.of(), body);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
