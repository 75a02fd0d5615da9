package dev.windowpane.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Stands for a Flink cluster that has the given jobs, all running; counts what it is asked. */
final class FlinkDouble implements AutoCloseable {
    private final HttpsServer server;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private volatile Map<String, String> jobs = Map.of();
    private volatile boolean restarting;

    FlinkDouble(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param names by their Flink job id */
    void jobs(Map<String, String> names) {
        jobs = Map.copyOf(names);
    }

    /** Whether all of them are being restarted after an error. */
    void restarting(boolean on) {
        restarting = on;
    }

    /** How often each kind of question was asked since the last call of this. */
    Map<String, Long> takeCalls() {
        Map<String, Long> taken = new TreeMap<>();
        calls.forEach((what, number) -> taken.put(what, number.sumThenReset()));
        taken.values().removeIf(number -> number == 0);
        return taken;
    }

    private void handle(HttpExchange call) throws IOException {
        try (InputStream in = call.getRequestBody()) {
            in.readAllBytes();
        }
        List<String> path = List.of(call.getRequestURI().getPath().substring(1).split("/", -1));
        String kind = path.stream()
                .map(part -> part.matches("[0-9a-f]{32}") ? "{id}" : part)
                .collect(Collectors.joining("/"));
        calls.computeIfAbsent(call.getRequestMethod() + " " + kind, what -> new LongAdder())
                .increment();
        byte[] body = answer(path, kind).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private String answer(List<String> path, String kind) {
        return switch (kind) {
            case "jobs/overview" ->
                jobs.entrySet().stream()
                        .map(job -> overview(job.getKey(), job.getValue()))
                        .collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
            case "jobs/{id}" -> """
                {"jid":"%s","state":"RUNNING","vertices":[
                  {"id":"cbc357ccb763df2852fee8c4fc7d55f2","name":"Source: hits -> count","tasks":{"RUNNING":8}},
                  {"id":"1cfbd8830ba1d3fca0ce1b1e0f9b3d47","name":"commit","tasks":{"RUNNING":1}}]}""".formatted(path.get(1));
            case "jobs/{id}/exceptions" ->
                "{\"exceptionHistory\":{\"entries\":[{\"exceptionName\":\"java.io.IOException\",\"stacktrace\":\"java.io.IOException: by the benchmark\",\"timestamp\":1}],\"truncated\":false}}";
            case "jars" -> "{\"address\":\"\",\"files\":[]}";
            case "overview" ->
                "{\"taskmanagers\":1,\"slots-total\":4,\"slots-available\":4,\"jobs-running\":0,\"flink-version\":\"2.3.0\",\"flink-commit\":\"0\"}";
            case "config" -> "{\"flink-version\":\"2.3.0\",\"features\":{}}";
            default -> "[]";
        };
    }

    private String overview(String id, String name) {
        return """
                {"jid":"%s","name":"windowpane %s","state":"%s","start-time":1,"end-time":-1,"duration":1,"last-modification":1,
                 "tasks":{"total":9,"created":0,"scheduled":0,"deploying":0,"running":%d,"finished":0,"canceling":0,"canceled":0,"failed":0,
                          "reconciling":0,"initializing":0},"pending-operators":0}""".formatted(id, name, restarting ? "RESTARTING" : "RUNNING", restarting ? 0 : 9);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
