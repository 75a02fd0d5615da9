package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.RunLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code down}: ends a running {@code up} from another terminal, and waits until it has ended. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Ends a running 'up'. The data stays.")
final class DownCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 60;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws InterruptedException {
        Optional<ProcessHandle> owner =
                RunLock.holder(data.directory().resolve("run")).flatMap(ProcessHandle::of);
        if (owner.isEmpty()) {
            command.commandLine().getOut().println("Windowpane does not run in " + data.directory());
            return 0;
        }
        owner.get().destroy();
        try {
            owner.get().onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LocalStackException(
                    "pid %d still runs after %d s".formatted(owner.get().pid(), LIMIT_SECONDS), e);
        }
        command.commandLine()
                .getOut()
                .println("Windowpane (pid %d) ended; its data stays."
                        .formatted(owner.get().pid()));
        return 0;
    }
}
