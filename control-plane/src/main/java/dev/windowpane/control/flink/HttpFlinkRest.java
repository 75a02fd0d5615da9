package dev.windowpane.control.flink;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.ProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@link FlinkRest} over {@link FlinkHttp}. Only what is whole and what Flink would say counts as an answer, whatever its status. */
final class HttpFlinkRest implements FlinkRest {
    private static final Duration QUICK = Duration.ofSeconds(4);
    /** An upload, or a launch: the job's {@code main} runs inside the request. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private static final int SHOWN = 80;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<Class<?>, ObjectReader> READERS = Map.of(
            JobsOverview.class, JSON.readerFor(JobsOverview.class),
            JobDetails.class, JSON.readerFor(JobDetails.class),
            JobExceptions.class, JSON.readerFor(JobExceptions.class),
            Metric[].class, JSON.readerFor(Metric[].class),
            JobMetric[].class, JSON.readerFor(JobMetric[].class),
            ClusterOverview.class, JSON.readerFor(ClusterOverview.class),
            Jars.class, JSON.readerFor(Jars.class),
            Uploaded.class, JSON.readerFor(Uploaded.class),
            Launched.class, JSON.readerFor(Launched.class));

    private final FlinkHttp http;
    private final Duration quick;
    private final Duration slow;

    HttpFlinkRest(FlinkHttp http) {
        this(http, QUICK, SLOW);
    }

    HttpFlinkRest(FlinkHttp http, Duration quick, Duration slow) {
        this.http = http;
        this.quick = quick;
        this.slow = slow;
    }

    @Override
    public JobsOverview overview() {
        return get("/jobs/overview", JobsOverview.class);
    }

    @Override
    public JobDetails job(String id) {
        return get("/jobs/" + escape(id), JobDetails.class);
    }

    @Override
    public JobExceptions exceptions(String id, int most) {
        return get("/jobs/%s/exceptions?maxExceptions=%d".formatted(escape(id), most), JobExceptions.class);
    }

    @Override
    public List<Metric> metrics(String id, String vertex, String names, String aggregations) {
        String path = "/jobs/%s/vertices/%s/subtasks/metrics?agg=%s&get=%s"
                .formatted(escape(id), escape(vertex), aggregations, escape(names));
        return List.of(get(path, Metric[].class));
    }

    @Override
    public List<JobMetric> metrics(String id, String names) {
        String path = "/jobs/%s/metrics?get=%s".formatted(escape(id), escape(names));
        return List.of(get(path, JobMetric[].class));
    }

    @Override
    public ClusterOverview cluster() {
        return get("/overview", ClusterOverview.class);
    }

    @Override
    public void cancel(String id) {
        HttpRequest.Builder request = http.request("/jobs/%s?mode=cancel".formatted(escape(id)));
        answered(request.method("PATCH", BodyPublishers.noBody()).build(), quick);
    }

    @Override
    public Jars jars() {
        return get("/jars", Jars.class);
    }

    @Override
    public void deleteJar(String id) {
        answered(http.request("/jars/" + escape(id)).DELETE().build(), quick);
    }

    @Override
    public Uploaded upload(Path jar) {
        String boundary = UUID.randomUUID().toString();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
                        .formatted(boundary, jar.getFileName());
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head), file(jar), BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        HttpRequest.Builder request =
                http.request("/jars/upload").header("Content-Type", "multipart/form-data; boundary=" + boundary);
        return read(answered(request.POST(body).build(), slow), Uploaded.class);
    }

    @Override
    public Launched run(String jar, RunRequest request) {
        HttpRequest.Builder builder =
                http.request("/jars/%s/run".formatted(escape(jar))).header("Content-Type", "application/json");
        return read(answered(builder.POST(json(request)).build(), slow), Launched.class);
    }

    private static BodyPublisher file(Path jar) {
        try {
            return BodyPublishers.ofFile(jar);
        } catch (FileNotFoundException e) {
            throw new ProcessingException("the JAR %s is gone".formatted(jar), e);
        }
    }

    private static BodyPublisher json(RunRequest request) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request));
        } catch (JacksonException e) {
            throw new IllegalStateException("a run request is always JSON", e);
        }
    }

    private <T> T get(String path, Class<T> type) {
        return read(answered(http.request(path).GET().build(), quick), type);
    }

    private byte[] answered(HttpRequest request, Duration limit) {
        HttpResponse<byte[]> response = http.send(request, limit);
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response);
    }

    /** Flink's errors are JSON with a list of stack texts. Anything else comes from something in between, and says nothing about jobs. */
    private static RuntimeException refusal(HttpResponse<byte[]> response) {
        try {
            JsonNode errors = JSON.readTree(response.body()).path("errors");
            if (errors.isArray()) {
                String text = StreamSupport.stream(errors.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("\n"));
                return new FlinkRefusal(response.statusCode(), text);
            }
            return strange(response.statusCode(), response.body());
        } catch (IOException e) {
            return strange(response.statusCode(), response.body());
        }
    }

    private static ProcessingException strange(int status, byte[] body) {
        return new ProcessingException(
                "what answers there is not Flink: status %d, '%s'".formatted(status, beginning(body)));
    }

    private static <T> T read(byte[] body, Class<T> type) {
        ObjectReader reader = Objects.requireNonNull(READERS.get(type), "there is no reader for it");
        try {
            T value = type.cast(reader.readValue(body));
            if (value == null) {
                throw strange(200, body);
            }
            return value;
        } catch (IOException e) {
            throw strange(200, body);
        }
    }

    private static String beginning(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
