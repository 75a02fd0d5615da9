package dev.windowpane.control.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** {@link FakeFlink} behind Flink's REST API, over TLS with client certificates as the real one. */
public final class FakeFlinkServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]+)\"");

    private final HttpsServer server;
    private final FakeFlink flink;
    private volatile boolean silent;

    public FakeFlinkServer(FakeFlink flink, SSLContext tls) throws IOException {
        this.flink = flink;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Closes each connection without an answer, as an unreachable cluster does. */
    public void silent(boolean on) {
        silent = on;
    }

    private void handle(HttpExchange call) throws IOException {
        if (silent) {
            call.close();
            return;
        }
        byte[] body;
        try (InputStream in = call.getRequestBody()) {
            body = in.readAllBytes();
        }
        List<String> path = List.of(call.getRequestURI().getPath().substring(1).split("/", -1));
        String query = Objects.requireNonNullElse(call.getRequestURI().getQuery(), "");
        Answer answer = answer(call.getRequestMethod() + " " + path.getFirst(), path, query, body);
        byte[] json = JSON.writeValueAsBytes(answer.body());
        call.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        call.sendResponseHeaders(answer.status(), json.length);
        call.getResponseBody().write(json);
        call.close();
    }

    private record Answer(int status, Object body) {
        static Answer error(int status, String text) {
            return new Answer(status, Map.of("errors", List.of("Internal server error.", text)));
        }
    }

    private Answer answer(String what, List<String> path, String query, byte[] body) throws IOException {
        return switch (what) {
            case "GET jobs" -> jobs(path, query);
            case "GET overview" ->
                new Answer(
                        200,
                        Map.of("slots-total", 4, "slots-available", 1, "taskmanagers", 2, "flink-version", "2.3.0"));
            case "PATCH jobs" -> {
                flink.cancel(path.get(1));
                yield new Answer(202, Map.of());
            }
            case "GET jars" ->
                new Answer(
                        200,
                        Map.of(
                                "files",
                                flink.jars().entrySet().stream()
                                        .map(jar -> Map.of("id", jar.getKey(), "name", jar.getValue(), "uploaded", 1))
                                        .toList()));
            case "DELETE jars" -> {
                flink.deleteJar(path.get(1));
                yield new Answer(200, Map.of());
            }
            case "POST jars" -> path.get(1).equals("upload") ? upload(body) : run(path.get(1), body);
            default -> Answer.error(404, "Not found: " + what);
        };
    }

    private Answer jobs(List<String> path, String query) {
        if (path.get(1).equals("overview")) {
            return new Answer(
                    200,
                    Map.of(
                            "jobs",
                            flink.overview().stream().map(FakeFlinkServer::json).toList()));
        }
        if (path.getLast().equals("metrics")) {
            return new Answer(200, path.size() == 3 ? ofJob(query) : gauges(path.get(3), query));
        }
        if (path.size() == 3) {
            return new Answer(
                    200,
                    Map.of(
                            "exceptionHistory",
                            Map.of(
                                    "entries",
                                    flink.failures(path.get(1)).stream()
                                            .map(stack -> Map.of("stacktrace", stack))
                                            .toList())));
        }
        Optional<FakeFlink.FakeJob> job = flink.job(path.get(1));
        return job.isPresent()
                ? new Answer(200, details(job.get()))
                : Answer.error(404, "org.apache.flink.runtime.rest.NotFoundException: Job not found");
    }

    private static Map<String, Object> details(FakeFlink.FakeJob job) {
        Map<String, Integer> tasks = Map.of("RUNNING", job.running(), "SCHEDULED", job.tasks() - job.running());
        List<Map<String, Object>> vertices = List.of(
                Map.of("id", "cbc357cc", "name", "Source: hits -> count", "tasks", tasks),
                Map.of("id", "1cfbd883", "name", "commit", "tasks", Map.of()));
        return Map.of("jid", job.id(), "state", job.state(), "vertices", vertices);
    }

    /** As Flink 2.3 does: nothing if the vertex lacks one of them. Every task has those without an operator. */
    private List<Map<String, Object>> gauges(String vertex, String query) {
        String prefix = vertex.equals("cbc357cc") ? "Source__hits." : "commit.";
        List<String> asked = asked(query);
        boolean hasAll = asked.stream()
                .filter(name -> name.contains("."))
                .allMatch(name -> name.startsWith(prefix) && flink.gauges().containsKey(name));
        return hasAll
                ? asked.stream()
                        .map(name -> Map.<String, Object>of("id", name, "sum", gauge(name), "max", gauge(name)))
                        .toList()
                : List.of();
    }

    private List<Map<String, Object>> ofJob(String query) {
        return asked(query).stream()
                .map(name -> Map.<String, Object>of("id", name, "value", String.valueOf(gauge(name))))
                .toList();
    }

    private Object gauge(String name) {
        return flink.gauges().getOrDefault(name, Double.NaN);
    }

    private static List<String> asked(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> parameter.startsWith("get="))
                .flatMap(parameter -> Arrays.stream(parameter.substring(4).split(",", -1)))
                .toList();
    }

    private static Map<String, Object> json(FakeFlink.FakeJob job) {
        return Map.of(
                "jid",
                job.id(),
                "name",
                job.name(),
                "state",
                job.state(),
                "start-time",
                1,
                "tasks",
                Map.of(
                        "total",
                        job.tasks(),
                        "running",
                        job.running(),
                        "finished",
                        0,
                        "scheduled",
                        job.state().equals("RUNNING") ? job.tasks() - job.running() : 0));
    }

    private Answer upload(byte[] body) {
        Matcher matcher = FILE_NAME.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return matcher.find() && matcher.group(1).endsWith(".jar")
                ? new Answer(200, Map.of("filename", flink.upload(matcher.group(1)), "status", "success"))
                : Answer.error(400, "Exactly 1 file must be sent, and its name must end in .jar");
    }

    private Answer run(String jar, byte[] body) throws IOException {
        JsonNode request = JSON.readTree(body);
        List<String> arguments = new ArrayList<>();
        request.path("programArgsList").forEach(argument -> arguments.add(argument.asText()));
        String id = request.path("jobId").asText();
        Optional<String> refusal = flink.run(
                new FakeFlink.Submission(
                        id,
                        jar,
                        request.path("entryClass").asText(),
                        arguments,
                        request.path("parallelism").asInt()),
                request.path("flinkConfiguration").path("pipeline.name").asText());
        return refusal.isPresent() ? Answer.error(400, refusal.get()) : new Answer(200, Map.of("jobid", id));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
