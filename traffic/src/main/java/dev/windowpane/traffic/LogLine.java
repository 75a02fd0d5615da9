package dev.windowpane.traffic;

import java.time.Instant;
import java.util.Optional;

/** What a line of a web server log says. */
sealed interface LogLine {
    /**
     * A request.
     *
     * @param host the virtual host; empty where the log's format has none
     * @param referrer {@code -} where there was none, and in the common log format
     */
    record Request(String ip, Instant time, Optional<String> host, String referrer, String url) implements LogLine {}

    /** Not a request that can be sent. */
    record Refused(Refusal why) implements LogLine {}

    /** Why a line is not sent. */
    enum Refusal {
        EMPTY("empty"),
        TOO_LONG("longer than 64 KiB"),
        UNKNOWN_FORMAT("not in the common, combined or vhost_combined format"),
        BAD_TIME("a time that does not exist"),
        NO_HOST("names no virtual host, and --host is not given");

        private final String text;

        Refusal(String text) {
            this.text = text;
        }

        /** For the user. */
        @Override
        public String toString() {
            return text;
        }
    }
}
