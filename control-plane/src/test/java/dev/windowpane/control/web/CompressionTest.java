package dev.windowpane.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class CompressionTest {
    @TestHTTPResource
    URI url = URI.create("http://unknown");

    private HttpResponse<InputStream> get(String path, String encoding) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Accept-Encoding", encoding)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void compressesAnswersForWhoAsksForIt() throws Exception {
        HttpResponse<InputStream> answer = get("/api/jobs", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (InputStream body = new GZIPInputStream(answer.body())) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"items\"");
        }
    }

    @Test
    void doesNotCompressForOthers() throws Exception {
        HttpResponse<InputStream> answer = get("/api/jobs", "identity");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"items\"");
        }
    }

    @Test
    void leavesEventsAsTheyAre() throws Exception {
        HttpResponse<InputStream> answer = get("/api/live", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        answer.body().close();
    }
}
