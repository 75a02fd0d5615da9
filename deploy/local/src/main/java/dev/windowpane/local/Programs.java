package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the programs are that the stack starts. Nothing is looked for before it is needed: a stack of Kafka alone needs no job jar.
 *
 * @param java the executable
 * @param kafkaLib directory with the broker's jars
 * @param flinkLib directory with the cluster's jars
 * @param controlPlaneJar runnable
 * @param jobJar what the control plane uploads to Flink
 * @param trafficJar runnable
 */
public record Programs(Path java, Path kafkaLib, Path flinkLib, Path controlPlaneJar, Path jobJar, Path trafficJar) {

    /** This JVM's executable. */
    public static Path runningJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * What Maven built in a checkout of the repository.
     *
     * @param inside any directory of the checkout
     */
    public static Programs ofCheckout(Path inside) {
        return ofCheckout(inside, FlinkVersion.V2_3);
    }

    static Programs ofCheckout(Path inside, FlinkVersion flink) {
        Path root = inside.toAbsolutePath().normalize();
        while (!Files.exists(root.resolve("deploy/local/pom.xml"))) {
            Path parent = root.getParent();
            if (parent == null) {
                throw new LocalStackException(inside.toAbsolutePath() + " is not inside a checkout of Windowpane");
            }
            root = parent;
        }
        return new Programs(
                runningJava(),
                root.resolve("deploy/local/kafka-lib/target/lib"),
                root.resolve("deploy/local/" + flink.module() + "/target/lib"),
                root.resolve("control-plane/target/quarkus-app/quarkus-run.jar"),
                root.resolve("flink-job/target/windowpane-flink-job.jar"),
                root.resolve("traffic/target/windowpane-traffic.jar"));
    }

    /** The same ones, but for what the control plane uploads. */
    public Programs with(Path otherJobJar) {
        return new Programs(java, kafkaLib, flinkLib, controlPlaneJar, otherJobJar, trafficJar);
    }

    static Path require(Path path) {
        if (!Files.exists(path)) {
            throw new LocalStackException(path + " is missing. Build first: ./windowpane build (or ./mvnw package)");
        }
        return path.toAbsolutePath();
    }
}
