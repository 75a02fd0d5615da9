package dev.windowpane.control.flink;

import dev.windowpane.control.config.WindowpaneConfig;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one cluster over mutual TLS, always: Flink's REST has no other protection. Every call ends in time, whatever the other side sends, and takes a
 * bounded amount of memory. The stores are read when they are first needed, so that one that is missing makes this one cluster
 * unreachable, until it is there.
 */
final class FlinkHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Supplier<WindowpaneConfig.Flink> cluster;
    private @Nullable HttpClient client;

    /** @param cluster throws {@link ProcessingException} if nobody has said where it is */
    FlinkHttp(Supplier<WindowpaneConfig.Flink> cluster) {
        this.cluster = cluster;
    }

    /** A request to a path of the cluster. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path)).header("Accept", "application/json");
    }

    private URI address() {
        String url = cluster.get().url();
        try {
            URI address = new URI(url);
            if ("https".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
            throw new ProcessingException("its URL must be https://host:port, but is " + url);
        } catch (URISyntaxException e) {
            throw new ProcessingException("its URL must be https://host:port, but is " + url, e);
        }
    }

    /**
     * @param limit for all of it, from the connection to the last byte
     * @throws ProcessingException if there is no whole answer in time
     */
    HttpResponse<byte[]> send(HttpRequest request, Duration limit) {
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(request, response -> new LimitedBody());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProcessingException(
                    "no answer from %s within %d s".formatted(address().getAuthority(), limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new ProcessingException(why(Optional.ofNullable(e.getCause()).orElse(e)), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProcessingException("interrupted while Flink was asked", e);
        }
    }

    private String why(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String type = cause.getClass().getSimpleName();
        return "%s: %s"
                .formatted(
                        address().getAuthority(),
                        message.isEmpty() || message.equals("null") ? type : type + ": " + message);
    }

    private synchronized HttpClient client() {
        HttpClient made = client == null ? make() : client;
        client = made;
        return made;
    }

    private HttpClient make() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .sslContext(context())
                .build();
    }

    private SSLContext context() {
        WindowpaneConfig.Flink flink = cluster.get();
        try {
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(
                    load(flink.keyStore(), flink.storePassword()),
                    flink.storePassword().toCharArray());
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(load(flink.trustStore(), flink.storePassword()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ProcessingException("the stores for TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(Path path, String password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (IOException e) {
            throw new ProcessingException("the store %s for TLS cannot be read: %s".formatted(path, e), e);
        }
    }
}
