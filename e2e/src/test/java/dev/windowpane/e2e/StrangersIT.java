package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(7)
@ExtendWith(StackExtension.class)
class StrangersIT {
    private static final String STOP = "/api/jobs/%s/stop".formatted(Stack.JOB);
    private static final String FOREIGN = "http://evil.example";

    private static void assertUntouched(Stack stack) {
        assertThat(stack.api.job(Stack.JOB).path("desired").asText()).isEqualTo("RUNNING");
        assertThat(stack.flink.liveJobs()).hasSize(1);
    }

    @Test
    void theApiRefusesAForeignOrigin(Stack stack) {
        HttpResponse<String> answer = stack.api.send(
                stack.api.request(STOP).header("Origin", FOREIGN).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertUntouched(stack);
    }

    @Test
    void theApiRefusesAForeignHostName(Stack stack) throws IOException {
        URI url = stack.api.url;
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/jobs HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n"
                            .formatted(url.getPort())
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void flinkRefusesWhoHasNoCertificate(Stack stack) {
        try (HttpClient stranger = stack.flink.strangersClient()) {
            for (String path : List.of("/overview", "/jars", "/jobs/overview")) {
                HttpRequest request = stack.flink.request(path).GET().build();
                assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
            }
            HttpRequest upload = stack.flink
                    .request("/jars/upload")
                    .POST(HttpRequest.BodyPublishers.ofString("no jar"))
                    .build();
            assertThatThrownBy(() -> stranger.send(upload, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertUntouched(stack);
    }

    @Test
    void aPageOfAnotherOriginHasNoEffect(Stack stack) {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.newPage();
            page.route(
                    FOREIGN + "/**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<title>evil</title>")));
            page.navigate(FOREIGN + "/");

            Object stop = post(page, stack.api.url.resolve(STOP));
            Object upload = post(page, stack.flink.url().resolve("/jars/upload"));

            assertThat(stop).as("the answer cannot be read").isIn("opaque", "failed");
            assertThat(upload).isEqualTo("failed");
        }
        assertUntouched(stack);
    }

    /** The most that a page may send to a stranger without asking first. */
    private static Object post(Page page, URI url) {
        return page.evaluate(
                "url => fetch(url, {method: 'POST', mode: 'no-cors', body: 'x'}).then(r => r.type, () => 'failed')",
                url.toString());
    }
}
