package dev.windowpane.job.hit;

import dev.windowpane.spec.RejectReason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds a hit's three fields in a JSON object without building it, while {@link JsonScanner} checks the whole text. Of duplicate keys
 * the last one wins, as in Jackson.
 */
final class HitFields {
    final Field host = new Field("host");
    final Field referrer = new Field("referrer");
    final Field time;

    private final JsonScanner json = new JsonScanner();

    HitFields(String timeField) {
        time = new Field(timeField);
    }

    /** @return why {@code value} is no JSON object, or {@code null} if it is one */
    @Nullable
    RejectReason read(byte[] value) {
        host.clear();
        referrer.clear();
        time.clear();
        json.start(value);
        if (json.atEnd()) {
            return RejectReason.EMPTY;
        }
        if (json.peek() != '{') {
            return json.value(0) && json.nothingLeft() ? RejectReason.NOT_AN_OBJECT : RejectReason.NOT_JSON;
        }
        return object(value) && json.nothingLeft() ? null : RejectReason.NOT_JSON;
    }

    private boolean object(byte[] value) {
        json.open();
        if (json.take('}')) {
            return true;
        }
        do {
            if (!json.name()) {
                return false;
            }
            boolean isHost = names(host, value);
            boolean isReferrer = names(referrer, value);
            boolean isTime = names(time, value);
            if (!json.colon() || !json.value(1)) {
                return false;
            }
            if (isHost) {
                json.describe(host);
            }
            if (isReferrer) {
                json.describe(referrer);
            }
            if (isTime) {
                json.describe(time);
            }
        } while (json.take(','));
        return json.take('}');
    }

    private boolean names(Field field, byte[] value) {
        if (!json.escaped()) {
            return field.isNamed(value, json.textStart(), json.textEnd());
        }
        byte[] name = JsonText.decode(value, json.textStart(), json.textEnd()).getBytes(StandardCharsets.UTF_8);
        return field.isNamed(name, 0, name.length);
    }
}
