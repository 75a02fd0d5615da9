package dev.windowpane.e2e;

import dev.windowpane.prover.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a full run has shown: fault by fault, whether the invariants held and what was measured. Written anew after each scenario. */
final class FullReport {
    private final Path file = Checkout.file("target/full-report.md");
    private final FullSettings settings;
    private final Instant began;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(
            String fault,
            String scenario,
            Duration took,
            boolean passed,
            long polls,
            long violations,
            List<Figure> figures,
            String why) {}

    FullReport(FullSettings settings, Instant began) {
        this.settings = settings;
        this.began = began;
    }

    synchronized void add(Findings findings, Duration took, boolean passed, String why) {
        List<Violation> violations = findings.violations();
        entries.add(new Entry(
                findings.fault(),
                findings.title(),
                took,
                passed,
                findings.polls(),
                violations.size(),
                findings.figures(),
                violations.isEmpty() ? why : why + " " + violations.getFirst()));
        write();
    }

    private void write() {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        long polls = entries.stream().mapToLong(Entry::polls).sum();
        long violations = entries.stream().mapToLong(Entry::violations).sum();
        Duration took = entries.stream().map(Entry::took).reduce(Duration.ZERO, Duration::plus);
        long failed = entries.stream().filter(it -> !it.passed()).count();
        StringBuilder text = new StringBuilder("""
                # All faults, seed %d

                %d scenarios in %d minutes, %d failed; **%,d polls, %,d violations**. Traffic: %,d records a second (20 %% up to an hour old, 1 %% malformed), 3 partitions.
                Begun %s; %d processors, %d MiB of memory, Java %s, %s.
                Again: `./windowpane verify --full --seed %d`; one fault: `./windowpane verify --fault F4 --seed %d`.

                FINAL is measured on the label (`job_ledger.watermark`) of the main job, as windows of 10 s would see it; gaps are times without a visible commit.

                | fault | scenario | took | I1–I4, I7, sums | exact in the end | figure | measured | bound | |
                |---|---|---|---|---|---|---|---|---|
                """.formatted(
                        settings.seed(),
                        entries.size(),
                        took.toMinutes(),
                        failed,
                        polls,
                        violations,
                        settings.rate(),
                        began.truncatedTo(ChronoUnit.SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        memoryMib(),
                        Runtime.version(),
                        System.getProperty("os.version"),
                        settings.seed(),
                        settings.seed()));
        entries.forEach(it -> append(text, it));
        entries.stream()
                .filter(it -> !it.passed())
                .forEach(it -> text.append("\n**%s %s failed**: %s\n".formatted(it.fault(), it.scenario(), it.why())));
        return text.toString();
    }

    private static long memoryMib() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 20
                : 0;
    }

    private static void append(StringBuilder text, Entry entry) {
        String head = "| %s | %s | %d s | %s | %s |"
                .formatted(
                        entry.fault(),
                        entry.scenario(),
                        entry.took().toSeconds(),
                        entry.violations() == 0
                                ? "held, %,d polls".formatted(entry.polls())
                                : "**%,d violations**".formatted(entry.violations()),
                        entry.passed() ? "yes" : "**failed**");
        List<Figure> figures = entry.figures().isEmpty() ? List.of(Figure.of("", "")) : entry.figures();
        for (Figure figure : figures) {
            text.append(head)
                    .append(" %s | %s | %s | %s |\n"
                            .formatted(figure.name(), figure.value(), figure.bound(), figure.verdict()));
            head = "| | | | | |";
        }
    }
}
