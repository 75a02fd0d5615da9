package dev.windowpane.devservices;

import dev.windowpane.local.Addresses;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.Programs;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One embedded stack that lives as long as dev mode or the tests of a module run, across live reloads. */
final class StackService implements Startable {
    private static final AtomicReference<@Nullable StackService> RUNNING = new AtomicReference<>();

    private final Path directory;
    private final Programs programs;
    private final Workshop workshop;
    private final Part first;
    private final Part[] others;
    private @Nullable LocalStack stack;

    StackService(Path directory, Programs programs, Workshop workshop, Part first, Part... others) {
        this.directory = directory;
        this.programs = programs;
        this.workshop = workshop;
        this.first = first;
        this.others = others;
    }

    /** The one that runs, if any. */
    static Optional<StackService> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    @Override
    public void start() {
        workshop.buildMissing(programs, List.of(others).contains(Part.SAMPLE_TRAFFIC));
        stack = LocalStack.in(directory)
                .programs(programs)
                .parts(first, others)
                .supervised()
                .start();
        RUNNING.set(this);
    }

    Addresses addresses() {
        return stack().addresses();
    }

    @Override
    public String getConnectionInfo() {
        return stack().addressesFile().toString();
    }

    /** There is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        RUNNING.compareAndSet(this, null);
        if (stack != null) {
            stack.close();
        }
    }

    String jdbcUrl() {
        return stack().postgres().jdbcUrl();
    }

    String reactiveUrl() {
        return jdbcUrl().substring("jdbc:".length());
    }

    /** Dev UI shows what a dev service configures: an expression, then, that only this JVM can resolve. */
    String passwordReference(PostgresRole role) {
        return secret(role.roleName(), stack().postgres().password(role));
    }

    private static String secret(String name, String value) {
        String property = "windowpane-dev-services." + name;
        System.setProperty(property, value);
        return "${%s}".formatted(property);
    }

    String kafkaBootstrap() {
        return Objects.requireNonNull(stack().addresses().kafkaBootstrap(), "the stack has no Kafka");
    }

    FlinkAddress flink() {
        return Objects.requireNonNull(stack().addresses().flink(), "the stack has no Flink");
    }

    String storePasswordReference() {
        try {
            return secret(
                    "flink-stores", Files.readString(flink().passwordFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalStack stack() {
        return Objects.requireNonNull(stack, "the stack is not started");
    }
}
