package dev.windowpane.control.requests;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * The answer to a request, as it is sent.
 *
 * @param body JSON
 * @param replayed whether it was given before, to an earlier request of the same key
 */
public record Answer(int status, Map<String, String> headers, String body, boolean replayed) {
    /** Is answered with {@code true} where the effect had been there already. */
    public static final String REPLAY = "Idempotent-Replay";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON).entity(body);
        headers.forEach(response::header);
        return replayed ? response.header(REPLAY, "true").build() : response.build();
    }
}
