package dev.windowpane.cli;

import dev.windowpane.cli.client.Problem;

/** Exit statuses. They are part of the interface: scripts rely on them, {@code --help} lists them. */
final class Exit {
    static final int OK = 0;
    /** The answer is no: a failed operation, an unbalanced ledger, an invalid spec. */
    static final int NO = 1;
    /** A wrong command line, or a file that cannot be read. */
    static final int USAGE = 2;

    static final int UNREACHABLE = 3;
    static final int NOT_FOUND = 4;
    /** Not possible as things stand: 409, or changed by somebody else meanwhile. */
    static final int CONFLICT = 5;
    /** Forbidden, or the server failed; also a mistake of this program. */
    static final int REFUSED = 6;
    /** Still going on when the time to wait was over. */
    static final int TIMED_OUT = 7;

    private Exit() {}

    static int of(Problem problem) {
        return switch (problem.status()) {
            case 400, 413, 415, 422 -> NO;
            case 404 -> NOT_FOUND;
            case 409, 412, 428 -> CONFLICT;
            default -> REFUSED;
        };
    }
}
