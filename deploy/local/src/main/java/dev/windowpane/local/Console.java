package dev.windowpane.local;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Help.Ansi;

/** One line for each step and each note; coloured on a terminal, plain elsewhere. */
final class Console implements StackListener {
    private final PrintWriter out;

    Console(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void done(String step, Duration took) {
        print("%s %-24s %5.1f s".formatted(Ansi.AUTO.string("@|green   ✓|@"), step, took.toMillis() / 1000.0));
    }

    @Override
    public void note(String sentence) {
        print(sentence);
    }

    synchronized void print(String text) {
        out.println(text);
        out.flush();
    }
}
