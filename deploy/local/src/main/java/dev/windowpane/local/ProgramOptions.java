package dev.windowpane.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the programs are; the launcher passes them, else they are looked for in the checkout around the working directory. */
final class ProgramOptions {
    @Option(names = "--kafka-lib", hidden = true)
    private @Nullable Path kafkaLib;

    @Option(names = "--flink-lib", hidden = true)
    private @Nullable Path flinkLib;

    @Option(names = "--control-plane-jar", hidden = true)
    private @Nullable Path controlPlaneJar;

    @Option(names = "--job-jar", hidden = true)
    private @Nullable Path jobJar;

    @Option(names = "--traffic-jar", hidden = true)
    private @Nullable Path trafficJar;

    Programs programs() {
        if (kafkaLib != null && flinkLib != null && controlPlaneJar != null && jobJar != null && trafficJar != null) {
            return new Programs(Programs.runningJava(), kafkaLib, flinkLib, controlPlaneJar, jobJar, trafficJar);
        }
        Programs built = Programs.ofCheckout(Path.of(""));
        return new Programs(
                built.java(),
                kafkaLib == null ? built.kafkaLib() : kafkaLib,
                flinkLib == null ? built.flinkLib() : flinkLib,
                controlPlaneJar == null ? built.controlPlaneJar() : controlPlaneJar,
                jobJar == null ? built.jobJar() : jobJar,
                trafficJar == null ? built.trafficJar() : trafficJar);
    }
}
