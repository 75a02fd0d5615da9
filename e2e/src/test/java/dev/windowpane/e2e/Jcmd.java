package dev.windowpane.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Questions to a JVM of ours. */
final class Jcmd {
    private static final Pattern METASPACE = Pattern.compile("Both: +(\\d+)\\.\\d+ KB used");
    /** As the serial collector calls them, since Java 24 and before. */
    private static final Pattern GENERATION =
            Pattern.compile("(?:DefNew|def new generation|Tenured|tenured generation) +total \\d+K, used (\\d+)K");

    private Jcmd() {}

    /** In KiB; what is not needed any more has been collected before. */
    static long metaspace(long pid) {
        collect(pid);
        return sum(METASPACE, ask(pid, "VM.metaspace basic scale=KB"));
    }

    /** In KiB; what is not needed any more has been collected before. */
    static long heap(long pid) {
        collect(pid);
        return sum(GENERATION, ask(pid, "GC.heap_info"));
    }

    private static void collect(long pid) {
        // What the first one finalizes is gone after the second one
        ask(pid, "GC.run");
        ask(pid, "GC.run");
    }

    private static long sum(Pattern used, String info) {
        List<Long> found = used.matcher(info)
                .results()
                .map(it -> Long.parseLong(it.group(1)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("jcmd does not say what is used: " + info);
        }
        return found.stream().mapToLong(Long::longValue).sum();
    }

    static String ask(long pid, String question) {
        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            question))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
