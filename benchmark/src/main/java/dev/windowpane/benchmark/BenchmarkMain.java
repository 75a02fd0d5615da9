package dev.windowpane.benchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The programs {@code bench-api} and {@code bench-pass}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {ApiCommand.class, PassCommand.class},
        description = "Measures the control plane, with a real Postgres, on this machine.")
public final class BenchmarkMain {
    private BenchmarkMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }
}
