package dev.windowpane.control.flink;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns Flink's stack texts into one sentence: what our own job says, else the innermost cause that says something, without the
 * wrappers around it.
 */
final class Causes {
    private static final int MOST = 500;
    /** Characters of a stack text; the rest says it again. */
    private static final int MOST_READ = 200_000;
    /** Written for people: the causes below it are in it, and say less. */
    private static final String OURS = "dev.windowpane.";

    private static final Pattern FRAME =
            Pattern.compile("\\s*(at\\s+\\S+\\(.*|\\.\\.\\. \\d+ (more|common frames omitted))");
    /** Says nothing. */
    private static final String GENERAL = "Internal server error.";

    private static final Pattern CAUSED_BY = Pattern.compile("^\\s*Caused by:\\s*");
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z_][\\w$]*\\.)+([A-Z][\\w$]*)(?::\\s*(.*))?$");
    /** These wrap the reason or repeat it. */
    private static final List<String> WRAPPERS = List.of(
            "CompletionException",
            "ExecutionException",
            "RestHandlerException",
            "ProgramInvocationException",
            "FlinkRuntimeException",
            "InvocationTargetException",
            "JobExecutionException",
            "JobInitializationException",
            "SerializedThrowable");

    /**
     * Kafka's words for: what you want to read next is not there, and will not be; and Flink's for: the offsets that the checkpoint holds cannot be read, and
     * never will (a damaged one was tried 23 times in 3 minutes).
     */
    private static final Pattern OFFSETS_LOST = Pattern.compile(
            "\\b(OffsetOutOfRangeException|NoOffsetForPartitionException|UnknownTopicIdException|BackendBuildingException)\\b");

    private Causes() {}

    /** Whether the stack text names an error that trying again cannot overcome, but a launch from Postgres can, or can explain. */
    static boolean offsetsLost(String text) {
        return text.lines()
                .filter(line -> !FRAME.matcher(line).matches())
                .anyMatch(line -> OFFSETS_LOST.matcher(line).find());
    }

    /** The cause in a stack text, whatever is in it. */
    static FlinkCause of(String text) {
        String some = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
        List<String> lines =
                some.lines().filter(line -> !FRAME.matcher(line).matches()).toList();
        CauseCode code = Arrays.stream(CauseCode.values())
                .filter(known -> lines.stream().anyMatch(known::isIn))
                .findFirst()
                .orElse(CauseCode.UNKNOWN);
        return code.because(sentence(lines, code));
    }

    /** The sentence in a stack text. */
    static String ofStack(String text) {
        return of(text).sentence();
    }

    /** Our own words, else the innermost that the catalogue knows, else the innermost that says something. */
    private static String sentence(List<String> lines, CauseCode code) {
        List<String> reasons = lines.stream()
                .filter(line -> CAUSED_BY.matcher(line).find()
                        || CLASS_NAME.matcher(line.strip()).matches())
                .map(line -> CAUSED_BY.matcher(line).replaceFirst("").strip())
                .toList();
        Stream<String> ours = reasons.stream().filter(reason -> reason.startsWith(OURS));
        Stream<String> known = reasons.reversed().stream().filter(code::isIn);
        return Stream.of(ours, known, reasons.reversed().stream())
                .flatMap(each -> each)
                .map(Causes::sentence)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> wrapper(reasons))
                .or(() -> lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .reduce((one, later) -> one.equals(GENERAL) ? later : one)
                        .map(Causes::shorten))
                .orElse("Flink gave no reason");
    }

    /** What the innermost wrapper says, where there is nothing in it. */
    private static Optional<String> wrapper(List<String> reasons) {
        return reasons.reversed().stream()
                .map(CLASS_NAME::matcher)
                .filter(Matcher::matches)
                .flatMap(reason -> Optional.ofNullable(reason.group(2)).stream())
                .filter(message -> !message.isBlank())
                .findFirst()
                .map(Causes::shorten);
    }

    private static Optional<String> sentence(String reason) {
        Matcher matcher = CLASS_NAME.matcher(reason);
        if (!matcher.matches()) {
            return Optional.of(shorten(reason)).filter(text -> !text.isBlank());
        }
        String type = matcher.group(1);
        String message = Optional.ofNullable(matcher.group(2)).orElse("").strip();
        if (reason.startsWith(OURS) && !message.isEmpty()) {
            return Optional.of(shorten(message));
        }
        if (WRAPPERS.contains(type)) {
            return Optional.empty();
        }
        return Optional.of(shorten(message.isEmpty() ? type : type + ": " + message));
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
