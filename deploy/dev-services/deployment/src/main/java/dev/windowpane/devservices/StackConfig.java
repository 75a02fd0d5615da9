package dev.windowpane.devservices;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Windowpane dev services: the embedded stack for dev mode and tests. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.windowpane.devservices")
public interface StackConfig {
    /** Whether tests get the stack as well, without sample traffic and main job. Most tests bring a Postgres and a Flink of their own, which they can break. */
    @WithDefault("false")
    boolean inTests();

    /** Whether Kafka and Postgres run in containers, begun anew each time, instead of as processes. Flink is always a process. */
    @WithDefault("auto")
    Containers containers();

    /** The image of Kafka: that of Apache, or one that takes its variables. */
    @WithDefault("apache/kafka:4.3.1")
    String kafkaImage();

    /** The image of Postgres: the official one, or one that takes its variables. */
    @WithDefault("postgres:18.6")
    String postgresImage();

    /** How long images that are not here may take to be pulled. With {@code auto}, what takes longer goes on meanwhile, for the next start. */
    @WithDefault("PT20S")
    Duration pullLimit();

    /** Whether to use containers. */
    enum Containers {
        /** Where an engine answers that has the images, or gets them in time. */
        AUTO,
        /** Or do not start at all. */
        ALWAYS,
        /** Does not even look for an engine. */
        NEVER
    }
}
