package dev.windowpane.cli;

import picocli.CommandLine.Option;

/** {@code --limit} of a list. */
final class Limit {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 100.")
    private int most = 100;

    int most(Common common) {
        if (most < 1) {
            throw common.wrong("--limit must be at least 1, but is " + most);
        }
        return most;
    }
}
