package dev.windowpane.traffic;

import java.time.Clock;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code sample} and {@code replay}. */
@Command(
        name = "windowpane-traffic",
        mixinStandardHelpOptions = true,
        description = "Sends hits to Kafka.",
        synopsisSubcommandLabel = "(sample | replay)")
public final class TrafficMain {
    private TrafficMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(InstantSource clock) {
        return new CommandLine(new TrafficMain())
                .addSubcommand(new SampleCommand(clock))
                .addSubcommand(new ReplayCommand(clock))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
