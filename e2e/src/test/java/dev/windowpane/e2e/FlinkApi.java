package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.spec.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Flink's REST endpoint, with the client certificate or as someone who has none. */
final class FlinkApi {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    private final FlinkAddress address;
    private final HttpClient client;

    FlinkApi(FlinkAddress address) {
        this.address = address;
        this.client = client(true);
    }

    URI url() {
        return address.url();
    }

    /** The ids of the jobs that have not ended, whatever their names. */
    List<String> liveJobs() {
        return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
                .filter(job -> !ENDED.contains(job.path("state").asText()))
                .map(job -> job.path("jid").asText())
                .toList();
    }

    /** How many failures the job has on record. */
    int failures(String job) {
        return get("/jobs/%s/exceptions".formatted(job))
                .path("exceptionHistory")
                .path("entries")
                .size();
    }

    /** A TaskManager that is registered. */
    record TaskManager(String id, int slots, int freeSlots) {
        boolean isBusy() {
            return freeSlots < slots;
        }

        /** As {@code deploy/local} numbers them. */
        int number() {
            return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        }
    }

    List<TaskManager> taskManagers() {
        return StreamSupport.stream(get("/taskmanagers").path("taskmanagers").spliterator(), false)
                .map(it -> new TaskManager(
                        it.path("id").asText(),
                        it.path("slotsNumber").asInt(),
                        it.path("freeSlots").asInt()))
                .toList();
    }

    /** How often the job has failed since then, and was restarted; Flink remembers the last 16 times. */
    long restarts(String job, Instant since) {
        JsonNode entries = get("/jobs/%s/exceptions".formatted(job))
                .path("exceptionHistory")
                .path("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("timestamp").asLong() >= since.toEpochMilli())
                .count();
    }

    /** Bytes of heap in use by all TaskManagers together, garbage included. */
    long heap() {
        return taskManagers().stream()
                .mapToLong(it -> metric("/taskmanagers/%s/metrics?get=Status.JVM.Memory.Heap.Used".formatted(it.id())))
                .sum();
    }

    private long metric(String path) {
        return get(path).path(0).path("value").asLong();
    }

    /** How many JARs it holds. */
    int jars() {
        return get("/jars").path("files").size();
    }

    /** Gives it a JAR to run. */
    void upload(Path jar, String name) {
        String boundary = "windowpane-boundary";
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
                        .formatted(boundary, name);
        try {
            HttpResponse<String> answer = send(request("/jars/upload")
                    .timeout(LAUNCH_LIMIT)
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofString(head),
                            HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(jar)),
                            HttpRequest.BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)))));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the uploaded jar under an id of Flink's choice, as somebody would who has the cluster's certificate. Returns Flink's answer. */
    HttpResponse<String> run(Launch launch) {
        return run(launch, request -> {});
    }

    /** Runs it under this id. */
    HttpResponse<String> run(Launch launch, String id) {
        return run(launch, request -> request.put("jobId", id));
    }

    private HttpResponse<String> run(Launch launch, Consumer<ObjectNode> more) {
        String jar = get("/jars").path("files").path(0).path("id").asText();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("entryClass", "dev.windowpane.job.HitsJob");
        request.put("parallelism", launch.spec().execution().parallelism());
        launch.toArguments().forEach(request.putArray("programArgsList")::add);
        launch.flinkConfiguration().forEach(request.putObject("flinkConfiguration")::put);
        more.accept(request);
        return send(request("/jars/%s/run".formatted(jar))
                .timeout(LAUNCH_LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString())));
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return Api.json(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.url().resolve(path)).timeout(LIMIT);
    }

    /** A client that trusts the server and has nothing to show for itself. */
    HttpClient strangersClient() {
        return client(false);
    }

    private HttpClient client(boolean withCertificate) {
        try {
            char[] password = Files.readString(address.passwordFile()).strip().toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(address.keyStore(), password), password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(address.trustStore(), password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(withCertificate ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .connectTimeout(LIMIT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates of Flink's REST endpoint cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore store(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
