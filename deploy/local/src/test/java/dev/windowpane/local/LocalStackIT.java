package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Kafka, Flink and Postgres, started once; every test leaves them running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {
    private final Path directory;
    private final LocalStack stack;

    LocalStackIT(@TempDir Path directory) {
        this.directory = directory;
        this.stack = LocalStack.in(directory)
                .parts(Part.POSTGRES, Part.KAFKA, Part.FLINK)
                .start();
    }

    @AfterAll
    void end() {
        stack.close();
    }

    @Test
    void flinkAnswersOurClientCertificateOnly() throws IOException, GeneralSecurityException, InterruptedException {
        FlinkAddress flink = stack.flink().address();

        assertThat(taskManagers()).containsOnlyKeys("taskmanager-1");
        try (HttpClient stranger =
                HttpClient.newBuilder().sslContext(withoutKey(flink)).build()) {
            assertThatThrownBy(() -> stranger.send(overview(flink.url()), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(stranger.send(
                                    overview(URI.create(flink.url().toString().replace("https", "http"))),
                                    HttpResponse.BodyHandlers.ofString())
                            .headers()
                            .firstValue("location"))
                    .contains(flink.url() + "/overview");
        }
    }

    @Test
    void aKilledTaskManagerComesBackAsANewProcess() throws IOException {
        Long before = stack.addresses().pids().get("taskmanager-1");
        stack.killTaskManager();
        assertThat(stack.addresses().pids()).doesNotContainKey("taskmanager-1");

        stack.startTaskManager();

        assertThat(taskManagers()).containsOnlyKeys("taskmanager-1");
        assertThat(stack.addresses().pids().get("taskmanager-1")).isNotEqualTo(before);
    }

    @Test
    void aKilledJobManagerComesBackWithoutItsCheckpoints() throws IOException {
        Path checkpoint = Files.createDirectories(directory.resolve("data/flink/checkpoints/0123/chk-1"));
        stack.killJobManager();
        stack.deleteCheckpoints();

        stack.startJobManager();

        assertThat(checkpoint).doesNotExist();
        assertThat(stack.addresses().pids()).containsKey("jobmanager");
    }

    @Test
    void aPausedPostgresAnswersNobodyUntilItIsResumed() throws SQLException {
        stack.pausePostgres();
        assertThatThrownBy(() -> connect(Duration.ofMillis(1500))).isInstanceOf(SQLException.class);

        stack.resumePostgres();

        try (Connection connection = connect(Duration.ofSeconds(10))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void writesItsAddressesForItsOwnerOnly() throws IOException {
        assertThat(stack.addressesFile()).content().contains(stack.kafka().bootstrapServers(), "\"pids\"");
        assertThat(Files.getPosixFilePermissions(stack.addressesFile())).hasSize(2);
    }

    @Test
    void noPasswordIsInAnArgumentOrALog() throws IOException {
        List<String> secrets = List.of(
                stack.postgres().password(PostgresRole.JOB),
                stack.postgres().password(PostgresRole.OWNER),
                Files.readString(stack.flink().address().passwordFile()));
        for (long pid : stack.addresses().pids().values()) {
            assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"))).doesNotContain(secrets);
            assertThat(Files.readString(Path.of("/proc/" + pid + "/environ"))).doesNotContain(secrets);
        }
        for (String log : List.of("postgres", "kafka", "jobmanager", "taskmanager-1")) {
            assertThat(stack.logDirectory().resolve(log + ".log")).content().doesNotContain(secrets);
        }
    }

    private Map<String, Integer> taskManagers() throws IOException {
        Secrets secrets = new Secrets(directory.resolve("secrets"), new SecureRandom());
        Certificates certificates = new Certificates(
                directory.resolve("secrets"), secrets, directory.resolve("log/certificates.log"), Clock.systemUTC());
        try (FlinkRest rest = new FlinkRest(stack.flink().address().url(), certificates)) {
            return rest.taskManagers();
        }
    }

    private static SSLContext withoutKey(FlinkAddress flink) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(
                flink.trustStore().toFile(),
                Files.readString(flink.passwordFile()).toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest overview(URI url) {
        return HttpRequest.newBuilder(url.resolve("/overview"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private Connection connect(Duration limit) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresRole.READER.roleName());
        properties.setProperty("password", stack.postgres().password(PostgresRole.READER));
        properties.setProperty("loginTimeout", Double.toString(limit.toMillis() / 1000.0));
        return DriverManager.getConnection(stack.postgres().jdbcUrl(), properties);
    }
}
