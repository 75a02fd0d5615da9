package dev.windowpane.devservices;

import com.github.dockerjava.api.DockerClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Speaks as much of the Docker API as a look at an engine needs. */
final class FakeEngine implements AutoCloseable {
    /** What its registries do when an image is asked for. */
    enum Registry {
        DELIVERS,
        IS_UNKNOWN,
        IS_SILENT,
        IS_SLOW
    }

    private final Set<String> images = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Registry registry;

    FakeEngine(Registry registry, String... present) throws IOException {
        this.registry = registry;
        images.addAll(Set.of(present));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    DockerClient client() {
        return DockerClientProviderStrategy.getClientForConfig(TransportConfig.builder()
                .dockerHost(URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()))
                .build());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/images/create")) {
            pull(exchange);
        } else if (path.contains("/images/")) {
            boolean here = images.stream().anyMatch(image -> path.endsWith("/images/" + image + "/json"));
            reply(exchange, here ? 200 : 404, here ? "{\"Id\":\"sha256:0\"}" : "{\"message\":\"No such image\"}");
        } else {
            reply(exchange, 200, "OK");
        }
    }

    private void pull(HttpExchange exchange) throws IOException {
        switch (registry) {
            case DELIVERS -> {
                String query = exchange.getRequestURI().getQuery();
                images.add(query.replaceAll(".*fromImage=([^&]*).*", "$1") + ":"
                        + query.replaceAll(".*tag=([^&]*).*", "$1"));
                reply(exchange, 200, "{\"status\":\"Status: Downloaded newer image\"}\n");
            }
            case IS_UNKNOWN -> reply(exchange, 500, "{\"message\":\"lookup registry.example: no such host\"}");
            case IS_SILENT -> untilTheEnd();
            case IS_SLOW -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"status\":\"Pulling\"}\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                untilTheEnd();
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.close();
    }
}
