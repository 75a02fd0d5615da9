package dev.windowpane.cli;

import java.util.List;

/** Ends the program with a message of some lines and an exit status. */
final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> lines;

    FailureException(int status, List<String> lines) {
        super(String.join("\n", lines));
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    FailureException(int status, String line) {
        this(status, List.of(line));
    }

    FailureException(int status, String line, Throwable cause) {
        this(status, List.of(line));
        initCause(cause);
    }

    int status() {
        return status;
    }

    List<String> lines() {
        return lines;
    }
}
