package dev.windowpane.local;

import dev.windowpane.local.os.ManagedProcess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts that a stack was asked for, not started; null for the others. */
record StackParts(
        @Nullable EmbeddedPostgres postgres,
        @Nullable EmbeddedKafka kafka,
        @Nullable EmbeddedFlink flink,
        @Nullable EmbeddedControlPlane controlPlane,
        @Nullable SampleTraffic sampleTraffic) {

    static StackParts of(LocalStackBuilder wanted, Home home, ManagedProcess.ExitListener listener) {
        Set<Part> parts = Part.withNeeds(wanted.parts);
        Programs programs = wanted.programs();
        PreferredPorts ports = wanted.ports;
        int controlPlanePort =
                parts.contains(Part.CONTROL_PLANE) ? EmbeddedControlPlane.requireFree(ports.controlPlane()) : 0;
        EmbeddedPostgres postgres =
                parts.contains(Part.POSTGRES) ? EmbeddedPostgres.in(home, ports.postgres(), listener) : null;
        EmbeddedKafka kafka =
                parts.contains(Part.KAFKA) ? new EmbeddedKafka(home, programs, ports.kafka(), listener) : null;
        EmbeddedFlink flink = parts.contains(Part.FLINK)
                ? new EmbeddedFlink(
                        home, programs, ports.flink(), wanted.taskManagers, jobEnvironment(postgres), listener)
                : null;
        EmbeddedControlPlane controlPlane =
                parts.contains(Part.CONTROL_PLANE) && postgres != null && kafka != null && flink != null
                        ? new EmbeddedControlPlane(
                                home,
                                programs,
                                new ControlPlaneSettings(
                                        controlPlanePort,
                                        postgres,
                                        flink.address(),
                                        Programs.require(programs.jobJar()),
                                        wanted.mainJob),
                                presetEnvironment(kafka),
                                listener)
                        : null;
        SampleTraffic sampleTraffic = parts.contains(Part.SAMPLE_TRAFFIC) && kafka != null
                ? new SampleTraffic(home, programs, kafka.bootstrapServers(), LocalStack.TOPIC, listener)
                : null;
        return new StackParts(postgres, kafka, flink, controlPlane, sampleTraffic);
    }

    /** What a job's connection name stands for inside the cluster; the password itself is only in the file. */
    private static Map<String, String> jobEnvironment(@Nullable EmbeddedPostgres postgres) {
        return postgres == null
                ? Map.of()
                : Map.of(
                        "POSTGRES_URL", postgres.jdbcUrl(),
                        "POSTGRES_USER", PostgresRole.JOB.roleName(),
                        "POSTGRES_PASSWORD_FILE",
                                postgres.passwordFile(PostgresRole.JOB).toString());
    }

    private static Map<String, String> presetEnvironment(EmbeddedKafka kafka) {
        return Map.of(
                "KAFKA_URL",
                kafka.bootstrapServers(),
                "KAFKA_TOPIC",
                LocalStack.TOPIC,
                "KAFKA_GROUP",
                "windowpane",
                "KAFKA_START_FROM",
                "earliest");
    }

    /** What the others stand on. */
    List<StackPart> foundations() {
        return present(postgres, kafka, flink);
    }

    /** What uses the foundations, in the order of starting. */
    List<StackPart> users() {
        return present(controlPlane, sampleTraffic);
    }

    List<ManagedProcess> processes() {
        return Stream.concat(foundations().stream(), users().stream())
                .flatMap(part -> part.processes().stream())
                .toList();
    }

    private static List<StackPart> present(@Nullable StackPart... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
