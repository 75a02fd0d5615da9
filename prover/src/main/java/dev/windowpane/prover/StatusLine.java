package dev.windowpane.prover;

import java.io.PrintWriter;
import java.time.Duration;

/** How it stands: one line that is written over on a terminal, a line every ten seconds elsewhere. */
final class StatusLine {
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 118;

    private final boolean terminal;
    private final PrintWriter out;
    private long nextLine = System.nanoTime();

    StatusLine(boolean terminal, PrintWriter out) {
        this.terminal = terminal;
        this.out = out;
    }

    void show(Poller poller) {
        if (terminal) {
            out.print("\r%-118s".formatted(text(poller)).substring(0, WIDTH + 1));
        } else if (System.nanoTime() - nextLine >= 0) {
            nextLine = System.nanoTime() + BETWEEN_LINES;
            out.println(text(poller));
        }
        out.flush();
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }

    static String text(Poller poller) {
        String seen = poller.last()
                .map(look -> ": read %,d = counted %,d + dead letters %,d%s"
                        .formatted(
                                look.read(),
                                look.counted(),
                                look.deadLetters(),
                                look.retired() == 0 ? "" : " + retired %,d".formatted(look.retired())))
                .orElse("");
        String away =
                poller.lastMiss().map(e -> "; the database does not answer now").orElse("");
        return "%,d polls (%,d of every key), %,d violations%s%s"
                .formatted(poller.polls(), poller.completePolls(), poller.violationCount(), seen, away);
    }
}
