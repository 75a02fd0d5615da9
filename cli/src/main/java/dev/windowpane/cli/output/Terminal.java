package dev.windowpane.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who reads what the program writes.
 *
 * @param output whether standard output is a terminal
 * @param errors whether standard error is a terminal
 * @param columns its width; 0 where it is not known or nobody looks
 * @param colour whether colours are welcome
 */
public record Terminal(boolean output, boolean errors, int columns, boolean colour) {
    /** A file or a pipe. */
    public static final Terminal NONE = new Terminal(false, false, 0, false);

    /** The one that this process writes to. The launcher gives its width as {@code COLUMNS}. */
    public static Terminal of(Map<String, String> environment) {
        boolean output = isTerminal(1);
        boolean colour = output
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(output, isTerminal(2), output ? columns(environment) : 0, colour);
    }

    private static int columns(Map<String, String> environment) {
        String text = environment.getOrDefault("COLUMNS", "");
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** {@code System.console()} tells different things in different JDKs. */
    private static boolean isTerminal(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
