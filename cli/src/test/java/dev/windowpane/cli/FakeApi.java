package dev.windowpane.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that answers what a test tells it to, and remembers what it was asked. */
final class FakeApi implements AutoCloseable {
    private static final int NO_ANSWER = 0;

    private final HttpServer server;
    private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param headers by their names in any case */
    record Asked(String line, Headers headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirst(name));
        }
    }

    private record Canned(int status, Map<String, String> headers, String body) {}

    FakeApi() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Several answers to one request come one after the other, the last one for good. */
    FakeApi on(String line, int status, String body) {
        return on(line, status, body, Map.of());
    }

    FakeApi on(String line, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Canned(status, headers, body));
        return this;
    }

    /** The connection is closed without an answer. */
    FakeApi loses(String line) {
        return on(line, NO_ANSWER, "");
    }

    FakeApi problem(String line, int status, String detail) {
        return on(line, status, """
                {"type": "about:blank", "title": "No", "status": %d, "detail": "%s"}""".formatted(status, detail));
    }

    List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(new Asked(
                line,
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Canned answer = next(line);
        if (answer.status() != NO_ANSWER) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Canned next(String line) {
        Deque<Canned> left = answers.getOrDefault(line, new ArrayDeque<>());
        synchronized (left) {
            if (left.isEmpty()) {
                return new Canned(
                        404,
                        Map.of(),
                        "{\"status\": 404, \"detail\": \"nothing here: %s\"}".formatted(line.replace("\"", "'")));
            }
            return left.size() > 1 ? left.removeFirst() : left.getFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
