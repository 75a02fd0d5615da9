package dev.windowpane.devservices;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.windowpane.local.Lodging;
import dev.windowpane.local.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Kafka and Postgres in containers of images that are here, reached through 127.0.0.1 only. */
record ContainerLodging(String kafkaImage, String postgresImage) implements Lodging {
    private static final String SUPERUSER_PASSWORD = "/run/windowpane/superuser";
    private static final int POSTGRES_PORT = 5432;

    @Override
    public Server kafka(KafkaGuest guest) {
        GenericContainer<?> container = container(kafkaImage, guest.port(), guest.port());
        container.withEnv(kafkaVariables(guest));
        return new ContainerServer("Kafka in a container of " + kafkaImage, container, guest.log());
    }

    @Override
    public Server postgres(PostgresGuest guest) {
        GenericContainer<?> container = container(postgresImage, guest.port(), POSTGRES_PORT);
        container
                .withEnv("POSTGRES_PASSWORD_FILE", SUPERUSER_PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", guest.initialisation()))
                .withCopyFileToContainer(onlyForRoot(guest.superuserPassword()), SUPERUSER_PASSWORD)
                .withCommand(postgresCommand(guest.settings()));
        return new ContainerServer("Postgres in a container of " + postgresImage, container, guest.log());
    }

    /** The image reads them into the broker's properties, and formats its directory. */
    static Map<String, String> kafkaVariables(KafkaGuest guest) {
        Map<String, String> variables = guest.settings().entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_"
                                + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                        Map.Entry::getValue));
        variables.put("KAFKA_LOG_DIRS", "/var/lib/kafka/data");
        variables.put("KAFKA_HEAP_OPTS", "-Xms64m -Xmx320m");
        variables.put("CLUSTER_ID", guest.clusterId());
        return variables;
    }

    static String[] postgresCommand(List<String> settings) {
        return Stream.concat(Stream.of("postgres"), settings.stream().flatMap(setting -> Stream.of("-c", setting)))
                .toArray(String[]::new);
    }

    private static MountableFile onlyForRoot(Path file) {
        return MountableFile.forHostPath(file, 0400);
    }

    private static GenericContainer<?> container(String image, int port, int inside) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
        container
                .withImagePullPolicy(name -> false)
                .withCreateContainerCmdModifier(command -> publish(command, port, inside));
        return container;
    }

    /** Testcontainers itself would take a port of its own choice on all of the machine's addresses. */
    private static void publish(CreateContainerCmd command, int port, int inside) {
        ExposedPort exposed = ExposedPort.tcp(inside);
        HostConfig host = Objects.requireNonNull(command.getHostConfig(), "Testcontainers gives a host config");
        command.withExposedPorts(exposed)
                .withHostConfig(host.withPortBindings(
                        new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), exposed)));
    }
}
