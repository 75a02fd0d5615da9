package dev.windowpane.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A ready-made {@link JobSpec}, filled in from environment variables. */
public enum Preset {
    /**
     * The original pipeline: {@code KAFKA_URL}, {@code KAFKA_TOPIC}, {@code KAFKA_GROUP}, and SASL_SSL/PLAIN with
     * {@code KAFKA_WEB_TRAFFIC_KEY} and {@code KAFKA_WEB_TRAFFIC_SECRET} where they are set; parallelism 3, from the latest offset
     * ({@code KAFKA_START_FROM=earliest} reads all). {@code POSTGRES_URL}, {@code POSTGRES_USER} and {@code POSTGRES_PASSWORD} are
     * read inside the cluster by the {@link ConnectionName#DEFAULT} connection. Its checkpoint interval of 10 <em>milliseconds</em>
     * is not taken over: it cost 7 times the work and brought nothing; a second is used instead.
     */
    LOG_AGGREGATION("log-aggregation");

    private final String presetName;

    Preset(String presetName) {
        this.presetName = presetName;
    }

    /** The preset's name, which is also its job's. */
    public String presetName() {
        return presetName;
    }

    /** The environment variables that the preset looks at. */
    public Set<String> variables() {
        return switch (this) {
            case LOG_AGGREGATION ->
                Set.of("KAFKA_URL", "KAFKA_TOPIC", "KAFKA_GROUP", "KAFKA_START_FROM", "KAFKA_WEB_TRAFFIC_KEY");
        };
    }

    /** @throws IllegalArgumentException naming the known presets */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.presetName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no preset '%s'; known are %s"
                        .formatted(
                                name,
                                Arrays.stream(values()).map(Preset::presetName).collect(Collectors.joining(", ")))));
    }

    /** @throws IllegalArgumentException naming the variable that is missing or wrong */
    public JobSpec from(Map<String, String> environment) {
        return switch (this) {
            case LOG_AGGREGATION -> logAggregation(environment);
        };
    }

    private static JobSpec logAggregation(Map<String, String> environment) {
        boolean signIn = environment.containsKey("KAFKA_WEB_TRAFFIC_KEY");
        KafkaSource source = new KafkaSource(
                new BootstrapServers(required(environment, "KAFKA_URL")),
                new TopicName(required(environment, "KAFKA_TOPIC")),
                new GroupId(environment.getOrDefault("KAFKA_GROUP", "windowpane")),
                startFrom(environment.getOrDefault("KAFKA_START_FROM", "latest")),
                new StopAt.Never(),
                new KafkaProperties(signIn ? Map.of("security.protocol", "SASL_SSL") : Map.of()),
                signIn
                        ? Optional.of(new SaslCredentials(
                                SaslCredentials.Mechanism.PLAIN,
                                new SecretRef.Env("KAFKA_WEB_TRAFFIC_KEY"),
                                new SecretRef.Env("KAFKA_WEB_TRAFFIC_SECRET")))
                        : Optional.empty());
        return new JobSpec(
                new JobName("log-aggregation"),
                source,
                EventTime.DEFAULT,
                WindowSpec.fiveMinutes(),
                Rollup.ALL,
                Limits.DEFAULT,
                PostgresSink.DEFAULT,
                Execution.DEFAULT);
    }

    private static StartFrom startFrom(String value) {
        return switch (value) {
            case "earliest" -> new StartFrom.Earliest();
            case "latest" -> new StartFrom.Latest();
            case "committed" -> new StartFrom.Committed();
            default ->
                throw new IllegalArgumentException("KAFKA_START_FROM must be one of %s, but is '%s'"
                        .formatted(List.of("earliest", "latest", "committed"), value));
        };
    }

    private static String required(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("environment variable %s is not set".formatted(variable));
        }
        return value;
    }
}
