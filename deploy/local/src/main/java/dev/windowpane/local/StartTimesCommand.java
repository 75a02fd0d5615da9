package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code start-times}: how long the control plane takes to be ready, with and without its start cache, in turns. */
@Command(
        name = "start-times",
        mixinStandardHelpOptions = true,
        description = "Measures how fast the control plane starts on a Postgres of its own, and its memory.")
final class StartTimesCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private ProgramOptions programs = new ProgramOptions();

    @Option(names = "--rounds", paramLabel = "N", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds = 7;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        Programs built = programs.programs();
        List<String> cached =
                StartCache.of(built.controlPlaneJar().toAbsolutePath()).use();
        if (cached.isEmpty()) {
            throw new LocalStackException("there is no start cache: ./windowpane build makes it");
        }
        List<LoneControlPlane.Start> without = new ArrayList<>();
        List<LoneControlPlane.Start> with = new ArrayList<>();
        try (LoneControlPlane lone = LoneControlPlane.in(data.directory(), built)) {
            // The first start migrates the database
            lone.startAndEnd(List.of(), GRACE);
            for (int round = 1; round <= rounds; round++) {
                without.add(lone.startAndEnd(List.of(), GRACE));
                with.add(lone.startAndEnd(cached, GRACE));
                out.println("%d of %d: %d ms, with the cache %d ms"
                        .formatted(
                                round,
                                rounds,
                                without.getLast().took().toMillis(),
                                with.getLast().took().toMillis()));
                out.flush();
            }
        }
        Duration slow = median(without);
        Duration fast = median(with);
        out.println(
                "process start to ready, median of %d: %d ms and %d MB; with the cache %d ms and %d MB, %.2f of the time"
                        .formatted(
                                rounds,
                                slow.toMillis(),
                                memory(without),
                                fast.toMillis(),
                                memory(with),
                                (double) fast.toMillis() / slow.toMillis()));
        return 0;
    }

    private static Duration median(List<LoneControlPlane.Start> starts) {
        return starts.stream()
                .map(LoneControlPlane.Start::took)
                .sorted()
                .skip((starts.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long memory(List<LoneControlPlane.Start> starts) {
        return starts.stream()
                .map(LoneControlPlane.Start::rssMiB)
                .sorted()
                .skip((starts.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
