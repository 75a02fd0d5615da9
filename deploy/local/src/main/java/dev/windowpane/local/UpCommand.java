package dev.windowpane.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code up}: starts everything, says where it is, and looks after it until ended. Ends only by a signal, or with an error. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs the main job on an embedded stack until Ctrl-C. The data stays.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private ProgramOptions programs = new ProgramOptions();

    @Option(names = "--port", paramLabel = "N", description = "Port of dashboard and API (default: ${DEFAULT-VALUE}).")
    private int port = PreferredPorts.USUAL.controlPlane();

    @Option(names = "--no-sample", description = "Without sample traffic: the topic starts empty.")
    private boolean noSample;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            description = "Flink TaskManagers (default: ${DEFAULT-VALUE}).")
    private int taskManagers = 1;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(command.commandLine(), "--port must be 1 to 65535, but is " + port);
        }
        PrintWriter out = command.commandLine().getOut();
        Console console = new Console(out);
        long begin = System.nanoTime();
        console.note("Starting Windowpane in " + data.directory());
        LocalStack stack = LocalStack.in(data.directory())
                .programs(programs.programs())
                .parts(Part.CONTROL_PLANE, noSample ? Part.CONTROL_PLANE : Part.SAMPLE_TRAFFIC)
                .ports(PreferredPorts.USUAL.withControlPlane(port))
                .taskManagers(taskManagers)
                .listener(console)
                .supervised()
                .start();
        console.print(Banner.of(stack, Duration.ofNanos(System.nanoTime() - begin)));
        new CountDownLatch(1).await();
        return 0;
    }
}
