package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @AfterEach
    void end() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"400,1", "413,1", "422,1", "404,4", "409,5", "412,5", "428,5", "403,6", "429,6", "500,6"})
    void theStatusOfAProblemIsAnExitStatus(int status, int exit) {
        api.problem("GET /api/jobs/mine", status, "this is why\\u001b");

        Shell.Result result = shell.run("jobs", "get", "mine", "-o", "json");

        assertThat(result.status()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("windowpane: this is why\uFFFD\n");
    }

    @Test
    void aParameterIsNamedAsItsOption() {
        api.on(
                "GET /api/top?by=host&limit=5000",
                400,
                "{\"status\": 400, \"detail\": \"x\", \"errors\": [{\"pointer\": \"?limit\", \"detail\": \"limit must be between 1 and 1000\"}]}");

        assertThat(shell.run("hits", "top", "--limit", "5000").err())
                .isEqualTo("windowpane: --limit: limit must be between 1 and 1000\n");
    }

    @Test
    void aServerWithoutItsDatabaseIsAskedAgain() {
        api.problem("GET /api/jobs", 503, "Postgres does not answer")
                .problem("GET /api/jobs", 503, "Postgres does not answer")
                .on("GET /api/jobs", 200, Samples.items());

        assertThat(shell.run("jobs", "list").status()).isZero();
        assertThat(shell.waits()).isEqualTo(2);
    }

    @Test
    void aServerThatStaysWithoutItsDatabaseHasFailed() {
        api.problem("GET /api/jobs", 503, "Postgres does not answer");

        assertThat(shell.run("jobs", "list").status()).isEqualTo(Exit.REFUSED);
        assertThat(api.asked).hasSize(3);
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        api.loses("GET /api/jobs")
                .loses("GET /api/jobs")
                .loses("GET /api/jobs")
                .on("GET /api/jobs", 200, Samples.items());

        assertThat(shell.run("jobs", "list").status()).isZero();
    }

    @Test
    void nobodyThereIsSaidWithWhatToDo() {
        api.close();

        Shell.Result result = shell.run("jobs", "list");

        assertThat(result.status()).isEqualTo(Exit.UNREACHABLE);
        assertThat(result.err())
                .startsWith("windowpane: %s does not answer (Connection refused).".formatted(api.url()))
                .contains("--server URL");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200,<html>", "200,[]", "404,<html>", "302,''"})
    void anotherKindOfServerIsNotWindowpane(int status, String body) {
        api.on("GET /api/jobs", status, body);

        Shell.Result result = shell.run("jobs", "list");

        assertThat(result.status()).isEqualTo(Exit.UNREACHABLE);
        assertThat(result.err()).contains("answers, but not as Windowpane does");
    }

    @Test
    void aProxyWithoutItsServerIsQuoted() {
        api.on("GET /api/jobs", 502, "<h1>Bad Gateway</h1>");

        assertThat(shell.run("jobs", "list").err())
                .isEqualTo("windowpane: the server answered 502: <h1>Bad Gateway</h1>\n");
    }

    @Test
    void theOptionComesBeforeTheEnvironmentAndTheDataDirectory(@TempDir Path data) throws Exception {
        api.on("GET /api/jobs", 200, Samples.items());
        String bare = api.url().replace("http://", "");

        assertThat(new Shell(Map.of("WINDOWPANE_URL", "http://127.0.0.1:1"))
                        .run("jobs", "list", "--server", bare + "/")
                        .status())
                .isZero();
        Files.writeString(data.resolve("addresses.json"), "{\"controlPlane\": \"%s\"}".formatted(api.url()));
        assertThat(new Shell(Map.of("WINDOWPANE_DATA", data.toString()))
                        .run("jobs", "list")
                        .status())
                .isZero();
        assertThat(new Shell(Map.of())
                        .run("jobs", "list", "--data", data.toString())
                        .status())
                .isZero();
        assertThat(new Shell(Map.of("WINDOWPANE_DATA", data.toString(), "WINDOWPANE_URL", "http://127.0.0.1:1"))
                        .run("jobs", "list")
                        .status())
                .isEqualTo(Exit.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({"ftp://example.com", "http://user:secret@example.com", "'http://a b'", "'http://'"})
    void whatIsNoAddressIsSaid(String server) {
        Shell.Result result = shell.run("jobs", "list", "--server", server);

        assertThat(result.status()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("is not the address of a server");
    }

    @Test
    void brokenAddressesOfAStackAreSaid(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("addresses.json"), "{");

        Shell.Result result = new Shell(Map.of()).run("jobs", "list", "--data", data.toString());

        assertThat(result.status()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("addresses.json is not JSON");
    }
}
