package dev.windowpane.control.flink;

import dev.windowpane.control.flink.FlinkRest.RunRequest;
import dev.windowpane.local.FlinkVersion;
import dev.windowpane.local.os.Ports;
import dev.windowpane.spec.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program, not a test: fails launches and runs on a real cluster in every way of the catalogue, and writes down what Flink says.
 * Its arguments are where to write, a Flink version ({@code V2_2}, {@code V2_3}), an old job JAR, and, to make less, names of groups. See docs/causes.md.
 */
final class RecordCauses {
    private static final String OURS = "dev.windowpane.job.HitsJob";

    private final CauseRecorder at;

    private RecordCauses(CauseRecorder at) {
        this.at = at;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        try (CauseRecorder recorder = new CauseRecorder(Path.of(arguments[0]), FlinkVersion.valueOf(arguments[1]))) {
            RecordCauses causes = new RecordCauses(recorder);
            RunCauses runs = new RunCauses(recorder);
            Path oldJar = Path.of(arguments[2]);
            Map<String, Group> parts = new LinkedHashMap<>();
            parts.put("launches", causes::launches);
            parts.put("spec", () -> causes.spec(oldJar));
            parts.put("sources", causes::sources);
            parts.put("gaps", causes::gaps);
            parts.put("postgres", causes::postgres);
            parts.put("runs", runs::runs);
            parts.put("slots", runs::slots);
            parts.put("losses", runs::losses);
            parts.put("offsets", runs::offsets);
            parts.keySet().retainAll(arguments.length > 3 ? List.of(arguments[3].split(",", -1)) : parts.keySet());
            for (Group part : parts.values()) {
                part.record();
            }
        }
        System.exit(0);
    }

    /** One group of causes. */
    @FunctionalInterface
    private interface Group {
        void record() throws IOException, SQLException;
    }

    // What is refused

    private void launches() throws IOException {
        String stored = at.stored(at.test);
        at.refused(
                "ENTRY_CLASS",
                () -> at.run(stored, "testjob.NotThere", CauseRecorder.arguments("forever"), 1, Map.of()));
        at.refused(
                "ENTRY_CLASS.no-main",
                () -> at.run(stored, "testjob.TestJob$Weight", CauseRecorder.arguments("forever"), 1, Map.of()));
        at.refused(
                "JAR_MISSING",
                () -> at.run(
                        "0_windowpane-gone.jar", "testjob.TestJob", CauseRecorder.arguments("forever"), 1, Map.of()));
        at.refused(
                "MAIN_FAILED",
                () -> at.run(stored, "testjob.TestJob", CauseRecorder.arguments("main-throws"), 1, Map.of()));
        at.refused(
                "MAIN_FAILED.no-job",
                () -> at.run(stored, "testjob.TestJob", CauseRecorder.arguments("no-job"), 1, Map.of()));
        at.refused(
                "PARALLELISM_TOO_HIGH",
                () -> at.run(stored, "testjob.TestJob", CauseRecorder.arguments("max-parallelism"), 2, Map.of()));
        at.refused(
                "CONFIGURATION",
                () -> at.run(
                        stored,
                        "testjob.TestJob",
                        CauseRecorder.arguments("forever"),
                        1,
                        Map.of("execution.checkpointing.interval", "often")));
        Path broken = Files.writeString(at.directory.resolve("broken.jar"), "this is no JAR");
        JobJar noJar = TestJob.named(broken);
        at.refused(
                "JAR_DAMAGED",
                () -> at.run(at.stored(noJar), "testjob.TestJob", CauseRecorder.arguments("forever"), 1, Map.of()));
        at.refused(
                "CLASS_VERSION",
                () -> at.run(at.stored(future()), "testjob.TestJob", CauseRecorder.arguments("forever"), 1, Map.of()));
        at.refused("JOB_UNKNOWN", () -> at.rest.job("0".repeat(32)));
        String id = RealFlink.anId();
        at.rest.run(stored, new RunRequest("testjob.TestJob", CauseRecorder.arguments("forever"), 1, id, Map.of()));
        at.refused(
                "JOB_THERE_ALREADY",
                () -> at.rest.run(
                        stored,
                        new RunRequest("testjob.TestJob", CauseRecorder.arguments("forever"), 1, id, Map.of())));
        at.cluster.cancel(id);
        String real = at.stored(at.job);
        at.refused("LAUNCH_ARGUMENTS", () -> at.run(real, OURS, List.of("--job", "1"), 1, Map.of()));
    }

    /** Classes of a Java that is not there yet. */
    private JobJar future() {
        try {
            Path classes = at.directory.resolve("classes21/testjob");
            Path jar = at.directory.resolve("future.jar");
            try (java.util.jar.JarOutputStream zip = new java.util.jar.JarOutputStream(Files.newOutputStream(jar));
                    java.util.stream.Stream<Path> files = Files.list(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] code = Files.readAllBytes(file);
                    code[7] = 99;
                    zip.putNextEntry(new java.util.jar.JarEntry("testjob/" + file.getFileName()));
                    zip.write(code);
                }
            }
            return TestJob.named(jar);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void spec(Path oldJar) throws IOException {
        JobJar old = TestJob.named(Files.copy(oldJar, at.directory.resolve("old.jar")));
        String stored = at.stored(old);
        at.refused("SPEC_REFUSED_BY_JAR", () -> at.launch(stored, at.spec("hits", at.kafka(), "default", "")));
    }

    private void sources() {
        String stored = at.stored(at.job);
        at.refused("TOPIC_MISSING", () -> at.launch(stored, at.spec("nothing-there", at.kafka(), "default", "")));
        at.refused(
                "KAFKA_UNREACHABLE",
                () -> at.launch(stored, at.spec("hits", "127.0.0.1:" + Ports.anyFree(), "default", "")));
        at.refused("KAFKA_ADDRESS", () -> at.launch(stored, at.spec("hits", "nowhere.invalid:9092", "default", "")));
        String postgres = "127.0.0.1:%d".formatted(at.data.postgres().port());
        at.refused("NOT_KAFKA", () -> at.launch(stored, at.spec("hits", postgres, "default", "")));
        at.refused(
                "KAFKA_PROTOCOL.tls",
                () -> at.launch(
                        stored,
                        at.spec("hits", at.kafka(), "default", ", \"properties\": {\"security.protocol\": \"SSL\"}")));
        String sasl =
                ", \"properties\": {\"security.protocol\": \"SASL_PLAINTEXT\"}, \"credentials\": {\"mechanism\": \"PLAIN\", \"username\": {\"type\": \"env\", \"name\": \"%s\"}, \"password\": {\"type\": \"env\", \"name\": \"POSTGRES_PASSWORD\"}}";
        at.refused(
                "KAFKA_PROTOCOL",
                () -> at.launch(stored, at.spec("hits", at.kafka(), "default", sasl.formatted("POSTGRES_USER"))));
        at.refused(
                "SECRET_MISSING.kafka-file",
                () -> at.launch(
                        stored,
                        at.spec(
                                "hits",
                                at.kafka(),
                                "default",
                                sasl.formatted("POSTGRES_USER")
                                        .replace(
                                                "{\"type\": \"env\", \"name\": \"POSTGRES_PASSWORD\"}",
                                                "{\"type\": \"file\", \"path\": \"/nowhere/password\"}"))));
    }

    private void gaps() {
        String stored = at.stored(at.job);
        at.topic("expired", 1, 100);
        at.data.kafka().deleteRecords("expired", 0, 50);
        Launch expired = at.spec("expired", at.kafka(), "default", "");
        at.database.sql("insert into job_progress (job, partition, start_offset, next_offset) values (%d, 0, 0, 10)"
                .formatted(expired.job()));
        at.refused("GAP_EXPIRED", () -> at.launch(stored, expired));
        at.topic("anew", 1, 5);
        Launch anew = at.spec("anew", at.kafka(), "default", "");
        at.database.sql("insert into job_progress (job, partition, start_offset, next_offset) values (%d, 0, 0, 1000)"
                .formatted(anew.job()));
        at.refused("GAP_TOPIC_RECREATED", () -> at.launch(stored, anew));
        at.topic("fewer", 1, 5);
        Launch fewer = at.spec("fewer", at.kafka(), "default", "");
        at.database.sql(
                "insert into job_progress (job, partition, start_offset, next_offset) values (%1$d, 0, 0, 2), (%1$d, 7, 0, 2)"
                        .formatted(fewer.job()));
        at.refused("GAP_PARTITION_GONE", () -> at.launch(stored, fewer));
    }

    private void postgres() throws SQLException {
        String stored = at.stored(at.job);
        at.topic("hits", 1, 100);
        at.refused("DATABASE_UNREACHABLE", () -> at.launch(stored, at.spec("hits", at.kafka(), "down", "")));
        at.refused("DATABASE_PASSWORD", () -> at.launch(stored, at.spec("hits", at.kafka(), "wrong", "")));
        at.refused("DATABASE_NAME", () -> at.launch(stored, at.spec("hits", at.kafka(), "nodb", "")));
        at.refused("DATABASE_TABLE", () -> at.launch(stored, at.spec("hits", at.kafka(), "empty", "")));
        at.refused("DATABASE_READ_ONLY.role", () -> at.launch(stored, at.spec("hits", at.kafka(), "reader", "")));
        at.database.owner("revoke select on job_progress from windowpane_job");
        at.refused("DATABASE_RIGHT", () -> at.launch(stored, at.spec("hits", at.kafka(), "default", "")));
        at.database.owner("grant select on job_progress to windowpane_job");
        at.refused("DATABASE_READ_ONLY", () -> at.launch(stored, at.spec("hits", at.kafka(), "readonly", "")));
        at.refused("SECRET_MISSING", () -> at.launch(stored, at.spec("hits", at.kafka(), "unset", "")));
        at.refused("SECRET_MISSING.file", () -> at.launch(stored, at.spec("hits", at.kafka(), "nofile", "")));
        Launch fenced = at.spec("hits", at.kafka(), "default", "");
        at.database.sql("update job_ledger set epoch = 5 where job = %d".formatted(fenced.job()));
        at.refused("FENCED", () -> at.launch(stored, fenced));
        Launch unknown = new Launch(9999, 1, fenced.spec());
        at.refused("LEDGER_ROW_MISSING", () -> at.launch(stored, unknown));
    }
}
