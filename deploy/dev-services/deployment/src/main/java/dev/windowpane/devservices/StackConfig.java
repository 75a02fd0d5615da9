package dev.windowpane.devservices;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Windowpane dev services: the embedded stack for dev mode and tests. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.windowpane.devservices")
public interface StackConfig {
    /** Whether tests get the stack as well, without sample traffic and main job. Most tests bring a Postgres and a Flink of their own, which they can break. */
    @WithDefault("false")
    boolean inTests();
}
