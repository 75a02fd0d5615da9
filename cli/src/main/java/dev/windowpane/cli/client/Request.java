package dev.windowpane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that has the same effect however often it is sent.
 *
 * @param body as JSON; none where it is null
 * @param key of a POST: the server does what was asked once only, however often it comes
 * @param ifMatch the ETag that the job must still have
 */
public record Request(
        String method,
        Address address,
        @Nullable JsonNode body,
        @Nullable String key,
        @Nullable String ifMatch) {
    public static Request get(Address address) {
        return new Request("GET", address, null, null, null);
    }

    public static Request delete(Address address) {
        return new Request("DELETE", address, null, null, null);
    }

    public static Request put(Address address, JsonNode body, String ifMatch) {
        return new Request("PUT", address, body, null, ifMatch);
    }

    public static Request post(Address address, @Nullable JsonNode body, String key) {
        return new Request("POST", address, body, key, null);
    }

    public Request ifMatch(String tag) {
        return new Request(method, address, body, key, tag);
    }

    /** Whether it is certain that nothing was changed, even if no answer has come. */
    boolean onlyReads() {
        return method.equals("GET") || address.text().contains("dryRun=true");
    }

    SequencedMap<String, String> headers() {
        SequencedMap<String, String> headers = new TreeMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "windowpane-cli");
        Optional.ofNullable(body).ifPresent(json -> headers.put("Content-Type", "application/json"));
        Optional.ofNullable(key).ifPresent(text -> headers.put("Idempotency-Key", text));
        Optional.ofNullable(ifMatch).ifPresent(tag -> headers.put("If-Match", tag));
        return headers;
    }
}
