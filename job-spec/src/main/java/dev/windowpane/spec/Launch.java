package dev.windowpane.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One launch of a job on Flink, as the control plane hands it to the job JAR's {@code main}: program arguments and Flink
 * configuration. It holds references to secrets, never secrets.
 *
 * @param job the job's number in Postgres
 * @param epoch the fence: only the launch with the job's newest epoch may commit
 */
public record Launch(int job, long epoch, JobSpec spec) {
    public Launch {
        if (job < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "job and epoch must be positive, but are %d and %d".formatted(job, epoch));
        }
    }

    /** {@code --job N --epoch N --spec JSON}, each an argument of its own. */
    public List<String> toArguments() {
        return List.of(
                "--job", Integer.toString(job), "--epoch", Long.toString(epoch), "--spec", JobSpecJson.write(spec));
    }

    /**
     * The inverse of {@link #toArguments()}.
     *
     * @throws IllegalArgumentException naming the argument that is missing, unknown or wrong
     * @throws InvalidSpecException if the spec is not valid
     */
    public static Launch parse(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!List.of("--job", "--epoch", "--spec").contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "argument '%s' is unknown or has no value; usage: --job N --epoch N --spec JSON"
                                .formatted(name));
            }
            values.put(name, arguments[i + 1]);
        }
        return new Launch(
                Math.toIntExact(number(values, "--job")),
                number(values, "--epoch"),
                JobSpecJson.parse(value(values, "--spec")));
    }

    /**
     * The Flink configuration that goes with the run request. The job's code sets none of these, since a value set in code would
     * silently beat them.
     */
    public Map<String, String> flinkConfiguration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("pipeline.name", "windowpane " + spec.name());
        configuration.put("pipeline.generic-types", "false");
        configuration.put(
                "parallelism.default", Integer.toString(spec.execution().parallelism()));
        configuration.put(
                "execution.checkpointing.interval",
                spec.execution().checkpointInterval().toMillis() + " ms");
        configuration.put("execution.checkpointing.mode", "EXACTLY_ONCE");
        configuration.put("execution.checkpointing.unaligned.enabled", "false");
        configuration.put("execution.checkpointing.timeout", "1 min");
        // While Postgres is away the committer holds hits back, and with them barriers: no reason to restart
        configuration.put("execution.checkpointing.tolerable-failed-checkpoints", "1000000");
        configuration.put("state.backend.type", "hashmap");
        configuration.put("restart-strategy.type", "exponential-delay");
        configuration.put("restart-strategy.exponential-delay.initial-backoff", "500 ms");
        configuration.put("restart-strategy.exponential-delay.max-backoff", "10 s");
        // The default of an hour made the pause after each kill grow from 4 to 14 s; with 6 s each stayed at 4 s
        configuration.put("restart-strategy.exponential-delay.reset-backoff-threshold", "6 s");
        return Map.copyOf(configuration);
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "argument %s is missing; usage: --job N --epoch N --spec JSON".formatted(name));
        }
        return value;
    }

    private static long number(Map<String, String> values, String name) {
        String value = value(values, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("argument %s must be a number, but is '%s'".formatted(name, value), e);
        }
    }
}
