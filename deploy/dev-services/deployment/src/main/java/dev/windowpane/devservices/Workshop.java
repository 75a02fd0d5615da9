package dev.windowpane.devservices;

import dev.windowpane.local.Programs;
import dev.windowpane.local.os.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Builds, by a Maven of its own, what dev mode takes from other modules of the checkout as files: Maven itself only compiles in {@code quarkus:dev}. */
final class Workshop {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final String KAFKA_LIB = "deploy/local/kafka-lib";
    private static final String FLINK_LIB = "deploy/local/flink-lib";

    private final Path checkout;
    private final Path log;

    /** @param log of Maven */
    Workshop(Path checkout, Path log) {
        this.checkout = checkout;
        this.log = log;
    }

    /** The repository around a directory. */
    static Path checkoutAround(Path inside) {
        Path root = inside.toAbsolutePath().normalize();
        while (!Files.exists(root.resolve("deploy/local/pom.xml"))) {
            Path parent = root.getParent();
            if (parent == null) {
                throw new LocalStackException(inside + " is not inside a checkout of Windowpane");
            }
            root = parent;
        }
        return root;
    }

    /** Builds what the stack needs and is not there; nothing most of the time. */
    void buildMissing(Programs programs, boolean withJob) {
        Set<String> missing = new LinkedHashSet<>();
        addIfMissing(missing, programs.kafkaLib(), KAFKA_LIB);
        addIfMissing(missing, programs.flinkLib(), FLINK_LIB);
        if (withJob) {
            addIfMissing(missing, programs.jobJar(), "flink-job");
            addIfMissing(missing, programs.trafficJar(), "traffic");
        }
        if (!missing.isEmpty()) {
            build("package", missing);
        }
    }

    private static void addIfMissing(Set<String> missing, Path product, String module) {
        if (!Files.exists(product)) {
            missing.add(module);
        }
    }

    /** The job's JAR anew. */
    void buildJob() {
        build("package", List.of("flink-job"));
    }

    /** The dashboard anew. */
    void buildUi() {
        build("process-resources", List.of("ui"));
    }

    /** @throws LocalStackException with the end of Maven's output if it fails */
    private void build(String phase, Iterable<String> modules) {
        String names = String.join(",", modules);
        List<String> command = new ArrayList<>(List.of(checkout.resolve("mvnw").toString(), "-q", "-B", "-ntp"));
        command.addAll(List.of("-f", checkout.resolve("pom.xml").toString(), "-Dquick", "-pl", names, "-am", phase));
        LOG.infof("Building %s …", names.replace(",", ", "));
        long begin = System.nanoTime();
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().keySet().removeAll(List.of("MAVEN_CMD_LINE_ARGS", "MAVEN_PROJECTBASEDIR"));
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new LocalStackException(
                        "%s could not be built; the end of %s:%n%s".formatted(names, log, end(log)));
            }
        } catch (IOException e) {
            throw new LocalStackException("%s could not be built: %s".formatted(names, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while building " + names, e);
        }
        LOG.infof("Built %s in %.1f s", names.replace(",", ", "), (System.nanoTime() - begin) / 1e9);
    }

    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
