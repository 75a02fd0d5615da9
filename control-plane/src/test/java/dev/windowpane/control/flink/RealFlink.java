package dev.windowpane.control.flink;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.FlinkVersion;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A real cluster in processes of its own, and our adapter to it. */
final class RealFlink implements AutoCloseable {
    private final LocalStack stack;
    private final FlinkRest rest;
    private final FlinkCluster cluster;

    RealFlink(FlinkVersion version, Path directory) {
        this.stack = LocalStack.in(directory).flink(version).parts(Part.FLINK).start();
        this.rest = rest(stack);
        this.cluster = new FlinkCluster(rest, TestJob.ENTRY_CLASS);
    }

    static FlinkRest rest(LocalStack stack) {
        WindowpaneConfig.Flink address = new Address(stack.flink().address());
        return new HttpFlinkRest(new FlinkHttp(() -> address));
    }

    FlinkCluster cluster() {
        return cluster;
    }

    /** The same cluster, where another class of the JAR is launched. */
    FlinkCluster launching(String entryClass) {
        return new FlinkCluster(rest, entryClass);
    }

    static String anId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A launch of {@link TestJob}, which does what its spec is named. */
    static Launch launch(String name, int parallelism) {
        JobSpec spec = JobSpecJson.parse("""
                {"name": "%s", "source": {"bootstrapServers": "127.0.0.1:9", "topic": "hits"}, "execution": {"parallelism": %d}}
                """.formatted(name, parallelism));
        return new Launch(1, 1, spec);
    }

    @Override
    public void close() {
        stack.close();
    }

    private record Address(FlinkAddress flink) implements WindowpaneConfig.Flink {
        @Override
        public String url() {
            return flink.url().toString();
        }

        @Override
        public Path keyStore() {
            return flink.keyStore();
        }

        @Override
        public Path trustStore() {
            return flink.trustStore();
        }

        @Override
        public String storePassword() {
            try {
                return Files.readString(flink.passwordFile()).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
