package dev.windowpane.cli;

import dev.windowpane.cli.output.Text;
import java.io.PrintWriter;
import java.time.Duration;

/** How long work goes: on a terminal one line that is written over, elsewhere a line whenever something has changed. */
final class Progress {
    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean terminal;
    private String last = "";

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void show(Duration elapsed, String text) {
        String line = "%4d s  %s".formatted(elapsed.toSeconds(), Text.printable(text));
        if (terminal) {
            err.print("\r%-100s".formatted(line).substring(0, WIDTH + 1));
        } else if (!text.equals(last)) {
            err.println(line);
        }
        last = text;
        err.flush();
    }

    /** Leaves the place to what comes. */
    void end() {
        if (terminal && !last.isEmpty()) {
            err.print("\r%-100s\r".formatted(""));
            err.flush();
        }
    }
}
