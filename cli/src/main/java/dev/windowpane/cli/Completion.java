package dev.windowpane.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windowpane completion}. */
@Command(
        name = "completion",
        description = "Prints a script that completes verbs and options in a shell.",
        footer = {"", "Examples:", "  source <(./windowpane completion bash)", "  source <(./windowpane completion zsh)"
        })
final class Completion implements Callable<Integer> {
    private static final String ZSH =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    /** The shells that can be served. */
    enum Shell {
        BASH,
        ZSH
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    Completion(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("windowpane", Cli.everything(surroundings));
        command.commandLine().getOut().print(shell == Shell.ZSH ? ZSH + script : script);
        command.commandLine().getOut().flush();
        return Exit.OK;
    }
}
