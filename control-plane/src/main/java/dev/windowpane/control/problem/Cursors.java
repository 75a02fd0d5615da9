package dev.windowpane.control.problem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Where a list goes on. Opaque outside; inside, the values of the last row, none of which has a space. */
public final class Cursors {
    private static final int LONGEST = 200;

    private Cursors() {}

    public static String text(Object... parts) {
        String joined = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(" "));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidRequestException if it is not a cursor of so many values */
    public static List<String> parts(String text, int count) {
        if (text.length() <= LONGEST) {
            try {
                String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                List<String> parts = List.of(joined.split(" ", -1));
                if (parts.size() == count && joined.indexOf('\0') < 0) {
                    return parts;
                }
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
        throw wrong(new IllegalArgumentException(text));
    }

    /** @throws InvalidRequestException if it is not a cursor of one number */
    public static long number(String text) {
        return number(parts(text, 1), 0);
    }

    /** @throws InvalidRequestException if this value is not a number */
    public static long number(List<String> parts, int index) {
        try {
            return Long.parseLong(parts.get(index));
        } catch (NumberFormatException e) {
            throw wrong(e);
        }
    }

    private static InvalidRequestException wrong(IllegalArgumentException cause) {
        return new InvalidRequestException(
                "?cursor", "cursor must be the next of an earlier answer to the same question", cause);
    }
}
