package dev.windowpane.control.flink;

import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.control.flink.FlinkRest.RunRequest;
import dev.windowpane.local.FlinkVersion;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.Programs;
import dev.windowpane.local.os.Ports;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Flink, Kafka and Postgres, whose failures are written down. */
final class CauseRecorder implements AutoCloseable {
    private static final String OURS = "dev.windowpane.job.HitsJob";

    private final Path out;
    final Path directory;
    final LocalStack data;
    final LocalStack flinkStack;
    final FlinkRest rest;
    final TestDatabase database;
    final FlinkCluster cluster;
    final JobJar job;
    final JobJar test;
    private int jobs;

    CauseRecorder(Path out, FlinkVersion version) throws IOException, SQLException {
        this.out = Files.createDirectories(out);
        this.directory = Files.createTempDirectory("windowpane-causes");
        this.data = LocalStack.in(directory.resolve("data"))
                .parts(Part.POSTGRES, Part.KAFKA)
                .start();
        this.database = new TestDatabase(data.postgres());
        this.flinkStack = LocalStack.in(directory.resolve("flink"))
                .flink(version)
                .flinkEnvironment(connections())
                .parts(Part.FLINK)
                .supervised()
                .start();
        this.rest = RealFlink.rest(flinkStack);
        this.cluster = new FlinkCluster(rest, OURS);
        this.job = TestJob.named(Files.copy(Programs.ofCheckout(Path.of("")).jobJar(), directory.resolve("job.jar")));
        this.test = TestJob.jar(directory, 21);
    }

    private Map<String, String> connections() throws SQLException {
        Map<String, String> all = new HashMap<>();
        String url = data.postgres().jdbcUrl();
        String password = data.postgres().password(PostgresRole.JOB);
        connection(all, "", url, "windowpane_job", password);
        connection(
                all,
                "DOWN_",
                url.replaceFirst(":[0-9]+/", ":%d/".formatted(Ports.anyFree())),
                "windowpane_job",
                password);
        connection(all, "WRONG_", url, "windowpane_job", "wrong");
        connection(all, "NODB_", url.replaceFirst("/[^/]+$", "/nowhere"), "windowpane_job", password);
        connection(all, "EMPTY_", url.replaceFirst("/[^/]+$", "/postgres"), "windowpane_job", password);
        connection(all, "READER_", url, "windowpane_reader", data.postgres().password(PostgresRole.READER));
        connection(
                all, "READONLY_", url + "?options=-c%20default_transaction_read_only%3Don", "windowpane_job", password);
        connection(all, "NOFILE_", url, "windowpane_job", password);
        all.remove("NOFILE_POSTGRES_PASSWORD");
        all.put("NOFILE_POSTGRES_PASSWORD_FILE", "/nowhere/password");
        return all;
    }

    private static void connection(Map<String, String> all, String name, String url, String user, String password) {
        all.put(name + "POSTGRES_URL", url);
        all.put(name + "POSTGRES_USER", user);
        all.put(name + "POSTGRES_PASSWORD", password);
    }

    String stored(JobJar jar) {
        return switch (cluster.store(jar, Set.of())) {
            case JarAnswer.Stored(var id) -> id;
            case JarAnswer.NotStored(var cause) -> throw new IllegalStateException(cause.sentence());
        };
    }

    static List<String> arguments(String mode) {
        return RealFlink.launch(mode, 1).toArguments();
    }

    Object run(
            String jar, String entryClass, List<String> arguments, int parallelism, Map<String, String> configuration) {
        return rest.run(jar, new RunRequest(entryClass, arguments, parallelism, RealFlink.anId(), configuration));
    }

    Object launch(String jar, Launch launch) {
        return run(jar, OURS, launch.toArguments(), 1, launch.flinkConfiguration());
    }

    String start(String jar, Launch launch) {
        String id = RealFlink.anId();
        rest.run(jar, new RunRequest(OURS, launch.toArguments(), 1, id, launch.flinkConfiguration()));
        return id;
    }

    String kafka() {
        return data.kafka().bootstrapServers();
    }

    Launch spec(String topic, String bootstrap, String connection, String more) {
        String name = "causes-" + ++jobs;
        String json = """
                {"name": "%s", "source": {"bootstrapServers": "%s", "topic": "%s", "startFrom": {"type": "earliest"}%s},
                 "sink": {"connection": "%s"}, "execution": {"parallelism": 1, "checkpointInterval": "PT0.5S"}}
                """.formatted(name, bootstrap, topic, more, connection);
        database.sql(
                "insert into job (name, spec, desired) values ('%s', '%s', 'STOPPED')".formatted(name, json),
                "insert into job_ledger (job, epoch) select id, 1 from job where name = '%s'".formatted(name));
        int id = database.database()
                .transaction(
                        session -> session.one("select id from job where name = ?", row -> row.number("id"), name));
        return new Launch(id, 1, JobSpecJson.parse(json));
    }

    void topic(String name, int partitions, int records) {
        data.kafka().createTopic(name, partitions);
        produce(name, records);
    }

    void produce(String topic, int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new StringSerializer(), new StringSerializer())) {
            for (int n = 0; n < records; n++) {
                Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                        topic,
                        0,
                        null,
                        "{\"host\": \"a.example\", \"referrer\": \"\", \"event_time\": \"2026-01-31T12:00:00Z\"}"));
            }
        }
    }

    void commits(Launch launch) {
        until(() -> database.database()
                        .transaction(session -> session.one(
                                "select coalesce(sum(read), 0)::bigint as n from job_progress where job = ?",
                                row -> row.bigNumber("n"),
                                launch.job()))
                > 0);
    }

    static void until(Supplier<Boolean> condition) {
        for (int n = 0; n < 600 && !condition.get(); n++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    void refused(String name, Supplier<Object> call) {
        try {
            System.out.printf("%-28s was not refused: %s%n", name, call.get());
        } catch (FlinkRefusal e) {
            write(name, e.text());
        } catch (ProcessingException e) {
            System.out.printf("%-28s no answer of Flink's: %s%n", name, e.getMessage());
        }
    }

    void failed(String name, String id) {
        until(() -> text(id).isPresent());
        text(id).ifPresentOrElse(text -> write(name, text), () -> System.out.printf("%-28s did not fail%n", name));
        cluster.cancel(id);
    }

    Optional<String> text(String id) {
        return Optional.ofNullable(rest.exceptions(id, 1).exceptionHistory()).stream()
                .flatMap(history -> Optional.ofNullable(history.entries()).stream())
                .flatMap(List::stream)
                .flatMap(entry -> Optional.ofNullable(entry.stacktrace()).stream())
                .findFirst();
    }

    private void write(String name, String text) {
        String scrubbed = text.replace(directory.toString(), "/data")
                .replace(System.getProperty("java.io.tmpdir"), "/tmp")
                .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:9999")
                .replaceAll("localhost:[0-9]+", "localhost:9999");
        FlinkCause cause = Causes.of(scrubbed);
        System.out.printf("%-28s %-24s %s%n", name, cause.code(), cause.sentence());
        try {
            Files.writeString(out.resolve(name + ".txt"), scrubbed, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        flinkStack.close();
        data.close();
    }
}
