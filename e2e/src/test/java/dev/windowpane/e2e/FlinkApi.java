package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.local.FlinkAddress;
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
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Flink's REST endpoint, with the client certificate or as someone who has none. */
final class FlinkApi {
    private static final Duration LIMIT = Duration.ofSeconds(5);
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

    private JsonNode get(String path) {
        try {
            HttpResponse<String> answer =
                    client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
            return Api.json(answer.body());
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
