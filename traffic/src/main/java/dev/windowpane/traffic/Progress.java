package dev.windowpane.traffic;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How far a replay has got: a bar on a terminal, a line every few seconds elsewhere. */
final class Progress {
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDTH = 40;
    private static final int LINES_BETWEEN_LOOKS = 64;

    private final long totalBytes;
    private final boolean terminal;
    private final InstantSource clock;
    private final PrintWriter out;
    private Instant told;
    private long calls;
    private boolean shown;

    /** @param totalBytes 0 if unknown */
    Progress(long totalBytes, boolean terminal, InstantSource clock, PrintWriter out) {
        this.totalBytes = totalBytes;
        this.terminal = terminal;
        this.clock = clock;
        this.out = out;
        this.told = clock.instant();
    }

    void at(long bytes, long lines) {
        if (++calls % LINES_BETWEEN_LOOKS != 0) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(told.plus(terminal ? BETWEEN_BARS : BETWEEN_LINES))) {
            return;
        }
        told = now;
        shown = true;
        if (terminal) {
            out.print("\r" + bar(bytes) + " %,d lines".formatted(lines));
        } else {
            out.println("%s%,d lines".formatted(totalBytes > 0 ? "%d %%, ".formatted(percent(bytes)) : "", lines));
        }
        out.flush();
    }

    /** Clears the bar. */
    void end() {
        if (terminal && shown) {
            out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
            out.flush();
        }
    }

    private String bar(long bytes) {
        if (totalBytes <= 0) {
            return "replay";
        }
        int full = (int) (WIDTH * percent(bytes) / 100);
        return "[%s%s] %3d %%".formatted("#".repeat(full), ".".repeat(WIDTH - full), percent(bytes));
    }

    private long percent(long bytes) {
        return Math.min(100, 100 * bytes / totalBytes);
    }
}
