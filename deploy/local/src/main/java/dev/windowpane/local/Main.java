package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./windowpane up}, {@code down} and {@code start-times}. Exit code 0 when all is well, 1 with a sentence on standard error when not, 2 for a wrong command line. */
@Command(
        name = "windowpane",
        description = "Runs Windowpane on a real Kafka, Flink and Postgres of its own.",
        subcommands = {UpCommand.class, DownCommand.class, TrainCommand.class, StartTimesCommand.class},
        mixinStandardHelpOptions = true)
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments));
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (!isEnding()) {
            command.getErr().println();
            if (failure instanceof LocalStackException) {
                command.getErr().println("windowpane: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            command.getErr().flush();
        }
        return 1;
    }

    /** After Ctrl-C a start that is under way fails of necessity; that is no news. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            return !Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
