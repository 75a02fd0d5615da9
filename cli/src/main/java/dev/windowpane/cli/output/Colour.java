package dev.windowpane.cli.output;

import java.util.Map;

/** Which words are good and which are not. */
final class Colour {
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("RUNNING", GREEN),
            Map.entry("SUCCEEDED", GREEN),
            Map.entry("COMPLETED", GREEN),
            Map.entry("FINAL", GREEN),
            Map.entry("FAILED", RED),
            Map.entry("BLOCKED", RED),
            Map.entry("LOST", RED),
            Map.entry("EXCEPTION", RED),
            Map.entry("ORPHAN", RED),
            Map.entry("UNKNOWN", YELLOW),
            Map.entry("RESTARTING", YELLOW),
            Map.entry("STARTING", YELLOW),
            Map.entry("STOPPING", YELLOW),
            Map.entry("CORRECTED", YELLOW),
            Map.entry("OVERTAKEN", YELLOW),
            Map.entry("FOREIGN", YELLOW));

    private Colour() {}

    /** @param padded the word, or the word and spaces */
    static String of(String padded) {
        String code = WORDS.get(padded.strip());
        return code == null ? padded : "\u001b[%sm%s\u001b[0m".formatted(code, padded);
    }
}
