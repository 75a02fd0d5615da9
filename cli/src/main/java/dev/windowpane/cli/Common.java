package dev.windowpane.cli;

import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Servers;
import dev.windowpane.cli.output.Format;
import dev.windowpane.cli.output.Printer;
import dev.windowpane.cli.output.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of every verb, and what they lead to. */
final class Common {
    private final Surroundings surroundings;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The installation. Default: the environment's WINDOWPANE_URL, else the one that runs with the data"
                            + " directory, else http://127.0.0.1:8080.")
    private @Nullable String server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of a './windowpane up'. Default: WINDOWPANE_DATA, else .windowpane.")
    private @Nullable Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, json (the API's answer) or csv. Default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "Of times shown and of dates given, such as Europe/Berlin. Default: UTC.")
    private ZoneId zone = ZoneOffset.UTC;

    Common(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Api api() {
        String named = server == null ? surroundings.environment().get("WINDOWPANE_URL") : server;
        String directory = surroundings.environment().getOrDefault("WINDOWPANE_DATA", ".windowpane");
        try {
            return new Api(Servers.find(named, data == null ? Path.of(directory) : data), surroundings.pause());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        }
    }

    Printer printer() {
        return new Printer(command.commandLine().getOut(), format, zone, surroundings.terminal());
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** A line for people on standard error, whatever the format. */
    void say(String line) {
        err().println(Text.printable(line));
        err().flush();
    }

    /** The option's time; null if it was not given. */
    @Nullable
    Instant instant(String option, @Nullable String text) {
        try {
            return text == null ? null : new Times(surroundings.clock().instant(), zone).instant(text);
        } catch (TypeConversionException e) {
            throw wrong("%s: %s".formatted(option, e.getMessage()), e);
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private ParameterException wrong(String message, Exception cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
