package dev.windowpane.devservices;

import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One embedded stack that lives as long as dev mode runs, across live reloads. */
final class StackService implements Startable {
    private final Path directory;
    private final Part first;
    private final Part[] others;
    private @Nullable LocalStack stack;

    StackService(Path directory, Part first, Part... others) {
        this.directory = directory;
        this.first = first;
        this.others = others;
    }

    @Override
    public void start() {
        stack = LocalStack.in(directory).parts(first, others).supervised().start();
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

    String password(PostgresRole role) {
        return stack().postgres().password(role);
    }

    String kafkaBootstrap() {
        return Objects.requireNonNull(stack().addresses().kafkaBootstrap(), "the stack has no Kafka");
    }

    FlinkAddress flink() {
        return Objects.requireNonNull(stack().addresses().flink(), "the stack has no Flink");
    }

    String storePassword() {
        try {
            return Files.readString(flink().passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalStack stack() {
        return Objects.requireNonNull(stack, "the stack is not started");
    }
}
