package dev.windowpane.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One request to a web server, as it is sent to Kafka. Nothing is normalised: that is the job's work.
 *
 * @param time when the request was made; sent in UTC with microseconds
 * @param referrer as the client sent it; {@code -} where it sent none
 * @param url the requested path with its query
 */
public record Hit(String ip, Instant time, String referrer, String host, String url) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The value of the Kafka record. */
    public String toJson() {
        return toJson(TIME.format(time));
    }

    String toJson(String eventTime) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("ip", ip);
            json.writeStringField("event_time", eventTime);
            json.writeStringField("referrer", referrer);
            json.writeStringField("host", host);
            json.writeStringField("url", url);
            json.writeStringField("geodata", "{}");
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.toString();
    }
}
