package dev.windowpane.devservices;

import dev.windowpane.local.Server;
import dev.windowpane.local.os.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/** One container. Its output goes to the log that a process of ours would have. */
final class ContainerServer implements Server {
    /** Testcontainers would kill it, and whoever is connected would wait for an answer until a time-out. */
    private static final int STOP_GRACE_SECONDS = 8;

    private final String title;
    private final GenericContainer<?> container;
    private final Path log;

    ContainerServer(String title, GenericContainer<?> container, Path log) {
        this.title = title;
        this.container = container;
        this.log = log;
        container.waitingFor(new WithoutWaiting()).withLogConsumer(this::write);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void start() {
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw new LocalStackException(
                    "%s cannot be started: %s".formatted(title, deepest(e).getMessage()), e);
        }
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : deepest(cause);
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    private void write(OutputFrame output) {
        try {
            Files.writeString(log, output.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_GRACE_SECONDS)
                    .exec();
        }
        container.stop();
    }

    /** Whoever started it knows better than a probe from outside when it is ready. */
    private static final class WithoutWaiting implements WaitStrategy {
        @Override
        public void waitUntilReady(WaitStrategyTarget target) {}

        @Override
        public WaitStrategy withStartupTimeout(Duration limit) {
            return this;
        }
    }
}
