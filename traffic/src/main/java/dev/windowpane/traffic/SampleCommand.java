package dev.windowpane.traffic;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sample}: seeded sample traffic until ended. Exit code 0 after SIGTERM or Ctrl-C, 2 for a wrong command line. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Fills the topic with made-up hits up to now and goes on live until ended.")
final class SampleCommand implements Callable<Integer> {
    private static final long SECONDS_TO_END = 25;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final InstantSource clock;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed, other traffic (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--rate",
            paramLabel = "HITS",
            description = "Hits per second, averaged over a day (default: ${DEFAULT-VALUE}).")
    private double rate = 5;

    @Option(
            names = "--fill",
            paramLabel = "DURATION",
            description = "How much of the past an empty topic gets (default: ${DEFAULT-VALUE}).")
    private Duration fill = Duration.ofHours(24);

    SampleCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (fill.isNegative() || fill.compareTo(Duration.ofDays(366)) > 0) {
            throw new ParameterException(command.commandLine(), "--fill must be PT0S to P366D");
        }
        SampleFeed feed = new SampleFeed(
                traffic(),
                fill,
                () -> KafkaTopic.look(kafka),
                topic -> new HitProducer(kafka),
                clock,
                Pause.until(endOfProgram()),
                command.commandLine().getOut());
        feed.run();
        finished.countDown();
        return 0;
    }

    private SampleTraffic traffic() {
        try {
            return new SampleTraffic(seed, rate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** Opened by a signal; the JVM then waits for what is under way, and ends with 0 rather than with the signal's 143. */
    private CountDownLatch endOfProgram() {
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.countDown();
            int code = finishedInTime() ? 0 : 1;
            Runtime.getRuntime().halt(code);
        }));
        return end;
    }

    private boolean finishedInTime() {
        try {
            return finished.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
