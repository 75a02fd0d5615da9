package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The little that we ask Flink ourselves, with our client certificate. Only our own cluster can answer: it alone has the key that we trust. */
final class FlinkRest implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Pattern TASK_MANAGER =
            Pattern.compile("\"id\":\"([^\"]+)\",\"path\":\"[^\"]*@127\\.0\\.0\\.1:([0-9]+)/");

    private final URI url;
    private final HttpClient client;

    FlinkRest(URI url, Certificates certificates) {
        this.url = url;
        this.client = HttpClient.newBuilder()
                .sslContext(context(certificates))
                .connectTimeout(LIMIT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static SSLContext context(Certificates certificates) {
        try {
            char[] password = certificates.password();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificates.load(certificates.clientKeys()), password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates.load(certificates.clientTrust()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new LocalStackException("the certificates of Flink's REST endpoint cannot be read", e);
        }
    }

    /** The ids of the registered TaskManagers and the ports at which the JobManager calls them. */
    Map<String, Integer> taskManagers() throws IOException {
        return TASK_MANAGER
                .matcher(get("/taskmanagers"))
                .results()
                .collect(Collectors.toMap(entry -> entry.group(1), entry -> Integer.parseInt(entry.group(2))));
    }

    private String get(String path) throws IOException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("%s answers %d".formatted(path, answer.statusCode()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while Flink was asked", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
