package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR as its users start it: outside of a checkout, with pipes and signals. */
class ProgramIT {
    private static final Path JAR = Path.of("target/windowpane-cli.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int LIMIT_SECONDS = 120;

    private final FakeApi api = new FakeApi();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        api.close();
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WINDOWPANE_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(Map.of("WINDOWPANE_URL", api.url(), "LC_ALL", "C"));
        return builder.start();
    }

    private Process windowpane(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx64m", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return start(command.toArray(new String[0]));
    }

    private static int status(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String written(String stream) throws IOException {
        return Files.readString(directory.resolve(stream));
    }

    @Test
    void printsUtf8WhateverTheLocale() throws Exception {
        api.on("GET /api/jobs/mine", 200, "{\"name\": \"mine\", \"detail\": \"žluť 日本\"}");

        assertThat(status(windowpane("jobs", "get", "mine"))).isZero();
        assertThat(written("out")).isEqualTo("name    mine\ndetail  žluť 日本\n");
        assertThat(written("err")).isEmpty();
    }

    @Test
    void endsWithTheExitStatus() throws Exception {
        assertThat(status(windowpane("jobs", "get", "mine"))).isEqualTo(Exit.NOT_FOUND);
        assertThat(written("err")).isEqualTo("windowpane: nothing here: GET /api/jobs/mine\n");
        assertThat(written("out")).isEmpty();
    }

    @Test
    void aReaderThatHasGoneAwayIsNoError() throws Exception {
        String item = "{\"name\": \"%s\"}".formatted("x".repeat(1000));
        api.on(
                "GET /api/jobs",
                200,
                Samples.items(java.util.Collections.nCopies(500, item).toArray(new String[0])));

        Process pipe = start("sh", "-c", "'%s' -Xmx64m -jar '%s' jobs list | head -n 1".formatted(JAVA, JAR));

        assertThat(status(pipe)).isZero();
        assertThat(written("out")).startsWith("NAME");
        assertThat(written("err")).isEmpty();
    }

    @Test
    void ctrlCLeavesTheWorkGoingAndSaysHowToLook() throws Exception {
        api.on("POST /api/jobs/mine/start", 202, Samples.JOB, Samples.NOTED);
        api.on("GET /api/operations/" + Samples.OPERATION_ID, 200, Samples.operation("RUNNING", ""));
        api.on("GET /api/jobs/mine", 200, Samples.JOB);
        Process process = windowpane("jobs", "start", "mine");
        await().atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .untilAsserted(() -> assertThat(written("err")).contains("0 s  RUNNING"));

        assertThat(status(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start()))
                .isZero();

        assertThat(status(process)).isEqualTo(130);
        assertThat(written("err"))
                .endsWith("The work goes on. See how it goes: windowpane operations wait %s\n"
                        .formatted(Samples.OPERATION_ID));
        assertThat(api.lines()).noneMatch(line -> line.contains("cancel") || line.contains("stop"));
    }

    @Test
    void theCompletionIsAScriptThatBashTakes() throws Exception {
        assertThat(status(start(
                        "bash",
                        "-c",
                        "source <('%s' -Xmx64m -jar '%s' completion bash) && complete -p windowpane"
                                .formatted(JAVA, JAR))))
                .isZero();
        assertThat(written("out")).contains("windowpane");
        assertThat(written("err")).isEmpty();
    }

    @Test
    void theRunForTheClassArchiveTouchesNoServer() throws Exception {
        assertThat(status(windowpane(WarmUp.NAME))).isZero();
        assertThat(api.asked).isEmpty();
    }
}
