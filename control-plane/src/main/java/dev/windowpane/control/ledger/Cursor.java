package dev.windowpane.control.ledger;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a list goes on: after the row that has these values. Opaque outside.
 *
 * @param partition and {@code offset}: zero where a list is ordered by time alone
 */
record Cursor(Instant at, int partition, long offset) {
    private static final int LONGEST = 200;

    static Cursor parse(String text) {
        if (text.length() <= LONGEST) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
                if (parts.length == 3) {
                    return new Cursor(
                            Parameters.instant("cursor", parts[0]),
                            Integer.parseInt(parts[1]),
                            Long.parseLong(parts[2]));
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("?cursor", "cursor must be the next of an earlier answer", e);
            }
        }
        throw new InvalidRequestException("?cursor", "cursor must be the next of an earlier answer");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("%s %d %d".formatted(at, partition, offset).getBytes(StandardCharsets.UTF_8));
    }
}
