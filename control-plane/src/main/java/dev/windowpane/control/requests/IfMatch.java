package dev.windowpane.control.requests;

import dev.windowpane.control.problem.RefusedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code If-Match} of a request about something whose ETag is its revision. */
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

    private IfMatch() {}

    /**
     * The revision that the caller has read; empty for {@code *}: any.
     *
     * @throws RefusedException if the header is missing or names no revision
     */
    public static Optional<Long> required(Optional<String> header) {
        return optional(Optional.of(header.orElseThrow(() -> RefusedException.preconditionRequired(
                "If-Match is missing: send the ETag of the job as you read it, or * to change whatever is there"))));
    }

    /**
     * The revision that the caller has read; empty for {@code *} and where there is no header: any.
     *
     * @throws RefusedException if the header names no revision
     */
    public static Optional<Long> optional(Optional<String> header) {
        return header.map(String::strip).filter(tag -> !tag.equals("*")).map(IfMatch::revision);
    }

    private static long revision(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw RefusedException.preconditionFailed("If-Match must be the job's ETag such as \"3\", or *");
        }
        return Long.parseLong(matcher.group(1));
    }
}
