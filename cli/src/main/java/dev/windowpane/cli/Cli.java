package dev.windowpane.cli;

import dev.windowpane.cli.client.ProblemException;
import dev.windowpane.cli.client.UnreachableException;
import dev.windowpane.cli.output.Terminal;
import dev.windowpane.cli.output.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole. */
final class Cli {
    private static final int USUAL_WIDTH = 120;
    private static final int NARROWEST = 60;
    private static final Map<String, String> GROUPS = Map.of(
            "jobs", "What is counted, and whether it should be.",
            "operations", "Long work that was asked for.",
            "clusters", "The Flink clusters.",
            "hits", "The counts.",
            "dead-letters", "Records that are no hits.");

    private Cli() {}

    /** Only the verb that the arguments begin with, if it is one: to look at all of them takes ten times as long. */
    static CommandLine of(Surroundings surroundings, String... arguments) {
        List<String> words = List.of(arguments);
        return Verb.ALL.stream()
                .filter(verb -> verb.begins(words))
                .findFirst()
                .map(verb -> tree(surroundings, List.of(verb)))
                .orElseGet(() -> everything(surroundings));
    }

    static CommandLine everything(Surroundings surroundings) {
        CommandLine root = tree(surroundings, Verb.ALL);
        for (LauncherVerb verb : LauncherVerb.ALL) {
            CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(verb.name());
            spec.usageMessage().description(verb.description());
            root.addSubcommand(spec.name(), configured(new CommandLine(spec), surroundings.terminal()));
        }
        return root;
    }

    private static CommandLine tree(Surroundings surroundings, List<Verb> verbs) {
        CommandLine root = group("windowpane", "Runs jobs that count web hits, and shows what they have counted.");
        root.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        root.getCommandSpec().version("windowpane " + CliMain.version());
        SequencedMap<String, CommandLine> groups = new LinkedHashMap<>();
        for (Verb verb : verbs) {
            CommandLine parent = verb.group().isEmpty()
                    ? root
                    : groups.computeIfAbsent(verb.group(), name -> group(name, GROUPS.getOrDefault(name, "")));
            parent.addSubcommand(verb.name(), leaf(verb, surroundings));
        }
        groups.forEach(root::addSubcommand);
        return configured(root, surroundings.terminal());
    }

    private static CommandLine leaf(Verb verb, Surroundings surroundings) {
        CommandLine leaf = new CommandLine(verb.make().apply(surroundings));
        leaf.getCommandSpec().addOption(help());
        if (verb.name().equals("gaps")) {
            CommandLine accept = new CommandLine(new JobsGapsAccept(surroundings));
            accept.getCommandSpec().addOption(help());
            leaf.addSubcommand("accept", accept);
        }
        return leaf;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    private static CommandLine group(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).synopsisSubcommandLabel("VERB");
        spec.addOption(help());
        return new CommandLine(spec);
    }

    private static CommandLine configured(CommandLine root, Terminal terminal) {
        withExitStatuses(root.getCommandSpec());
        root.getSubcommands().values().forEach(group -> withExitStatuses(group.getCommandSpec()));
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(terminal.columns() == 0 ? USUAL_WIDTH : Math.max(NARROWEST, terminal.columns()))
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler((e, arguments) -> wrongArguments(e))
                .setExecutionExceptionHandler((e, command, result) -> failure(e, command.getErr()));
    }

    private static void withExitStatuses(CommandSpec command) {
        SequencedMap<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "done; yes");
        statuses.put("1", "no: the operation failed, the ledger does not balance, the spec is not valid");
        statuses.put("2", "a wrong command line, or a file that cannot be read");
        statuses.put("3", "no Windowpane answers");
        statuses.put("4", "there is no such thing");
        statuses.put("5", "not possible as things stand, or changed by somebody else meanwhile");
        statuses.put("6", "the server refused or failed");
        statuses.put("7", "not done in time; it goes on");
        command.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(statuses);
    }

    private static int wrongArguments(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        if (command.getSubcommands().size() > 0 && !(e instanceof UnmatchedArgumentException)) {
            command.usage(err);
        } else {
            String name = command.getCommandSpec().qualifiedName();
            err.println("%s: %s".formatted(name, Text.printable(what(e))));
            err.println("See %s --help".formatted(name));
        }
        err.flush();
        return Exit.USAGE;
    }

    private static String what(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        List<String> near = Typos.near(
                word,
                word.startsWith("-")
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet());
        return "there is no '%s' here%s"
                .formatted(word, near.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", near)));
    }

    private static int failure(Exception e, PrintWriter err) {
        int status = switch (e) {
            case FailureException failure -> {
                failure.lines().forEach(line -> err.println(Text.printable(line)));
                yield failure.status();
            }
            case ProblemException problem -> {
                problem.problem().lines("windowpane: ").forEach(line -> err.println(Text.printable(line)));
                yield Exit.of(problem.problem());
            }
            case UnreachableException away -> {
                err.println("windowpane: " + Text.printable(String.valueOf(away.getMessage())));
                yield Exit.UNREACHABLE;
            }
            default -> {
                err.println("windowpane: a mistake of this program, please report it:");
                e.printStackTrace(err);
                yield Exit.REFUSED;
            }
        };
        err.flush();
        return status;
    }
}
