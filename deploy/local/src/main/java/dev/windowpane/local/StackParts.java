package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.WrongClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts that a stack was asked for, not started; null for the others. */
record StackParts(
        @Nullable EmbeddedPostgres postgres,
        @Nullable EmbeddedKafka kafka,
        @Nullable EmbeddedFlink flink,
        @Nullable EmbeddedControlPlane controlPlane,
        @Nullable SampleTraffic sampleTraffic,
        @Nullable Links links,
        @Nullable Standby standby,
        @Nullable LodgedPostgres lodgedPostgres,
        @Nullable LodgedKafka lodgedKafka) {

    static StackParts of(LocalStackBuilder wanted, Home home, ManagedProcess.ExitListener listener) {
        Lodging lodging = wanted.lodging;
        if (lodging != null) {
            return lodged(lodging, wanted, home, listener);
        }
        Set<Part> parts = Part.withNeeds(wanted.parts);
        Programs programs = wanted.programs();
        PreferredPorts ports = wanted.ports;
        boolean withControlPlane = parts.contains(Part.CONTROL_PLANE);
        int controlPlanePort = withControlPlane ? EmbeddedControlPlane.requireFree(ports.controlPlane()) : 0;
        EmbeddedPostgres postgres =
                parts.contains(Part.POSTGRES) ? EmbeddedPostgres.in(home, ports.postgres(), listener) : null;
        boolean breakable = wanted.breakableLinks;
        Optional<ProxiedListener> proxied = breakable
                ? Optional.of(new ProxiedListener(port(home, "kafka-proxied"), port(home, "kafka-link")))
                : Optional.empty();
        EmbeddedKafka kafka =
                parts.contains(Part.KAFKA) ? new EmbeddedKafka(home, programs, ports.kafka(), proxied, listener) : null;
        int postgresLink = breakable ? port(home, "postgres-link") : 0;
        EmbeddedFlink flink = parts.contains(Part.FLINK)
                ? new EmbeddedFlink(
                        home,
                        programs,
                        ports.flink(),
                        wanted.taskManagers,
                        jobEnvironment(
                                postgres == null ? null : postgres.access(), postgresLink, wanted.flinkEnvironment),
                        listener)
                : null;
        SampleTraffic sampleTraffic = parts.contains(Part.SAMPLE_TRAFFIC) && kafka != null
                ? new SampleTraffic(home, programs, kafka.bootstrapServers(), LocalStack.TOPIC, listener)
                : null;
        if (!(withControlPlane || wanted.standby) || postgres == null || kafka == null || flink == null) {
            return new StackParts(postgres, kafka, flink, null, sampleTraffic, null, null, null, null);
        }
        Links links = proxied.isEmpty()
                ? null
                : new Links(
                        new FaultProxy(postgresLink, postgres.port()),
                        new FaultProxy(proxied.get().proxyPort(), proxied.get().port()),
                        new FaultProxy(
                                port(home, "flink-link"), flink.address().url().getPort()));
        FlinkAddress reached = links == null
                ? flink.address()
                : flink.address().through(links.flink().port());
        ControlPlaneSettings settings = new ControlPlaneSettings(
                controlPlanePort, postgres, reached, Programs.require(programs.jobJar()), wanted.mainJob);
        Map<String, String> preset = presetEnvironment(
                links == null
                        ? kafka.bootstrapServers()
                        : "127.0.0.1:" + links.kafka().port());
        ControlPlaneProgram program = ControlPlaneProgram.of(programs);
        EmbeddedControlPlane controlPlane = withControlPlane
                ? new EmbeddedControlPlane("control-plane", home, program, settings, preset, listener)
                : null;
        Standby standby = wanted.standby ? standby(home, program, settings, preset, listener) : null;
        return new StackParts(postgres, kafka, flink, controlPlane, sampleTraffic, links, standby, null, null);
    }

    /** Flink and the sample traffic are processes here too. */
    private static StackParts lodged(
            Lodging lodging, LocalStackBuilder wanted, Home home, ManagedProcess.ExitListener listener) {
        Set<Part> parts = Part.withNeeds(wanted.parts);
        if (parts.contains(Part.CONTROL_PLANE) || wanted.standby || wanted.breakableLinks) {
            throw new LocalStackException("with a lodging, a stack has neither control plane nor links");
        }
        PreferredPorts ports = wanted.ports;
        LodgedPostgres postgres =
                parts.contains(Part.POSTGRES) ? new LodgedPostgres(home, ports.postgres(), lodging) : null;
        LodgedKafka kafka = parts.contains(Part.KAFKA) ? new LodgedKafka(home, ports.kafka(), lodging) : null;
        EmbeddedFlink flink = parts.contains(Part.FLINK)
                ? new EmbeddedFlink(
                        home,
                        wanted.programs(),
                        ports.flink(),
                        wanted.taskManagers,
                        jobEnvironment(postgres == null ? null : postgres.access(), 0, wanted.flinkEnvironment),
                        listener)
                : null;
        SampleTraffic sampleTraffic = parts.contains(Part.SAMPLE_TRAFFIC) && kafka != null
                ? new SampleTraffic(home, wanted.programs(), kafka.bootstrapServers(), LocalStack.TOPIC, listener)
                : null;
        return new StackParts(null, null, flink, null, sampleTraffic, null, null, postgres, kafka);
    }

    /** The database, wherever it runs; null in a stack without one. */
    @Nullable
    PostgresAccess database() {
        if (lodgedPostgres != null) {
            return lodgedPostgres.access();
        }
        return postgres == null ? null : postgres.access();
    }

    /** Wherever it runs; null in a stack without Kafka. */
    @Nullable
    String kafkaBootstrap() {
        if (lodgedKafka != null) {
            return lodgedKafka.bootstrapServers();
        }
        return kafka == null ? null : kafka.bootstrapServers();
    }

    private static Standby standby(
            Home home,
            ControlPlaneProgram program,
            ControlPlaneSettings settings,
            Map<String, String> preset,
            ManagedProcess.ExitListener listener) {
        String name = "control-plane-2";
        WrongClock clock = new WrongClock(home.config().resolve(name + ".clock"));
        Map<String, String> environment = new HashMap<>(preset);
        environment.putAll(clock.environment());
        return new Standby(
                new EmbeddedControlPlane(name, home, program, settings.at(port(home, name)), environment, listener),
                clock);
    }

    private static int port(Home home, String name) {
        return home.ports().choose(name, 0);
    }

    /** What a job's connection name stands for inside the cluster; the password itself is only in the file. */
    private static Map<String, String> jobEnvironment(
            @Nullable PostgresAccess postgres, int link, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        if (postgres != null) {
            int port = link == 0 ? postgres.port() : link;
            environment.put("POSTGRES_URL", PostgresBootstrap.url(port, postgres.database()));
            environment.put("POSTGRES_USER", PostgresRole.JOB.roleName());
            environment.put(
                    "POSTGRES_PASSWORD_FILE",
                    postgres.passwordFile(PostgresRole.JOB).toString());
        }
        return environment;
    }

    private static Map<String, String> presetEnvironment(String kafkaAddress) {
        return Map.of(
                "KAFKA_URL",
                kafkaAddress,
                "KAFKA_TOPIC",
                LocalStack.TOPIC,
                "KAFKA_GROUP",
                "windowpane",
                "KAFKA_START_FROM",
                "earliest");
    }

    /** What the others stand on. */
    List<StackPart> foundations() {
        return present(postgres, kafka, lodgedPostgres, lodgedKafka, flink, links);
    }

    /** What uses the foundations, in the order of starting. */
    List<StackPart> users() {
        return present(controlPlane, sampleTraffic);
    }

    /** All that must have ended before the foundations may. */
    List<StackPart> endedFirst() {
        return Stream.concat(users().stream(), present(standby == null ? null : standby.controlPlane()).stream())
                .toList();
    }

    List<ManagedProcess> processes() {
        return Stream.concat(foundations().stream(), endedFirst().stream())
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
