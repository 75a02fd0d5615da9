package dev.windowpane.devservices;

import dev.windowpane.devservices.StackConfig.Containers;
import dev.windowpane.local.Addresses;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.LocalStackBuilder;
import dev.windowpane.local.Lodging;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.Programs;
import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Together;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One embedded stack that lives as long as dev mode or the tests of a module run, across live reloads. */
final class StackService implements Startable {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final AtomicReference<@Nullable StackService> RUNNING = new AtomicReference<>();

    private final Path directory;
    private final Programs programs;
    private final Workshop workshop;
    private final StackConfig config;
    private final Part first;
    private final Part[] others;
    private @Nullable LocalStack stack;

    StackService(Path directory, Programs programs, Workshop workshop, StackConfig config, Part first, Part... others) {
        this.directory = directory;
        this.programs = programs;
        this.workshop = workshop;
        this.config = config;
        this.first = first;
        this.others = others;
    }

    /** The one that runs, if any. */
    static Optional<StackService> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    @Override
    public void start() {
        AtomicReference<Optional<Lodging>> lodging = new AtomicReference<>(Optional.empty());
        Together.run(List.of(
                () -> lodging.set(lodging()),
                () -> workshop.buildMissing(programs, List.of(others).contains(Part.SAMPLE_TRAFFIC))));
        stack = lodging.get().map(this::startIn).orElseGet(this::startEmbedded);
        RUNNING.set(this);
    }

    /** Containers, if they are wanted and can be had; says why not. */
    private Optional<Lodging> lodging() {
        if (config.containers() == Containers.NEVER) {
            return Optional.empty();
        }
        Optional<String> whyNot = ContainerEngine.ofThisMachine()
                .whyNot(List.of(config.kafkaImage(), config.postgresImage()), config.pullLimit());
        if (whyNot.isEmpty()) {
            return Optional.of(new ContainerLodging(config.kafkaImage(), config.postgresImage()));
        }
        return refused(whyNot.get());
    }

    private Optional<Lodging> refused(String why) {
        if (config.containers() == Containers.ALWAYS) {
            throw new LocalStackException(
                    "quarkus.windowpane.devservices.containers is 'always', but %s".formatted(why));
        }
        LOG.infof("Kafka and Postgres run as processes: %s", why);
        return Optional.empty();
    }

    private LocalStack startIn(Lodging lodging) {
        LOG.infof("Kafka and Postgres run in containers: %s, %s", config.kafkaImage(), config.postgresImage());
        try {
            return wanted().lodgedIn(lodging).start();
        } catch (LocalStackException e) {
            LOG.debug("Containers do not start", e);
            refused(String.valueOf(e.getMessage()).lines().findFirst().orElse("they do not start"));
            return startEmbedded();
        }
    }

    private LocalStack startEmbedded() {
        return wanted().start();
    }

    private LocalStackBuilder wanted() {
        return LocalStack.in(directory).programs(programs).parts(first, others).supervised();
    }

    Addresses addresses() {
        return stack().addresses();
    }

    Path logDirectory() {
        return stack().logDirectory();
    }

    @Override
    public String getConnectionInfo() {
        return stack().addressesFile().toString();
    }

    /** There is no one container. */
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
        return stack().database().jdbcUrl();
    }

    String reactiveUrl() {
        return jdbcUrl().substring("jdbc:".length());
    }

    /** Dev UI shows what a dev service configures: an expression, then, that only this JVM can resolve. */
    String passwordReference(PostgresRole role) {
        return secret(role.roleName(), stack().database().password(role));
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
