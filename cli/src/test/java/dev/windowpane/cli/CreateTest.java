package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateTest {
    private static final String YAML = """
            # a comment
            name: mine
            source:
              bootstrapServers: kafka.example:9092
              topic: no        # YAML 1.2: a text
              startFrom: {type: timestamp, at: 2026-01-31T12:00:00Z}
            execution: {parallelism: 2}
            """;
    private static final String AS_JSON = """
            {"name":"mine","source":{"bootstrapServers":"kafka.example:9092","topic":"no","startFrom":{"type":"timestamp","at":"2026-01-31T12:00:00Z"}},"execution":{"parallelism":2}}""";

    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        api.close();
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("mine.yaml"), text).toString();
    }

    private void createsAndRuns() {
        api.on("POST /api/jobs", 201, Samples.JOB, Samples.NOTED);
        api.on("GET /api/operations/" + Samples.OPERATION_ID, 200, Samples.operation("SUCCEEDED", ""));
    }

    @Test
    void sendsYamlAsJsonAndWaitsUntilItRuns() throws IOException {
        createsAndRuns();

        Shell.Result result = shell.run("jobs", "create", "-f", file(YAML));

        assertThat(result.out()).isEqualTo("creation of mine: SUCCEEDED after 4.3 s\n");
        assertThat(result.status()).isZero();
        assertThat(api.asked.getFirst().body()).isEqualTo(AS_JSON);
        assertThat(api.asked.getFirst().header("Content-Type")).contains("application/json");
    }

    @Test
    void takesJsonFromStandardInputUnchanged() {
        createsAndRuns();

        assertThat(shell.typing("\uFEFF " + AS_JSON)
                        .run("jobs", "create", "-f", "-")
                        .status())
                .isZero();
        assertThat(api.asked.getFirst().body()).isEqualTo(AS_JSON);
    }

    @Test
    void doesNotLaunchWhatShallBeStopped() {
        api.on("POST /api/jobs?desired=STOPPED", 201, Samples.JOB);

        Shell.Result result = shell.typing(AS_JSON).run("jobs", "create", "-f", "-", "--stopped");

        assertThat(result.out()).isEqualTo("creation of mine: noted\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void saysWhatIsWrongWhereInTheFile() throws IOException {
        api.on("POST /api/jobs", 422, """
                {"status": 422, "detail": "two values", "errors": [
                  {"pointer": "/source/topic", "detail": "must be a topic name, but is 'a b'; use letters, digits, . _ -"},
                  {"pointer": "/execution/cluster", "detail": "there is no cluster 'x'; known are default"}]}""");
        String file = file(YAML);

        Shell.Result result = shell.run("jobs", "create", "-f", file);

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                        %s: /source/topic: must be a topic name, but is 'a b'; use letters, digits, . _ -
                        %s: /execution/cluster: there is no cluster 'x'; known are default
                        """.formatted(file, file));
    }

    @Test
    void saysThatANameIsTaken() {
        api.problem("POST /api/jobs", 409, "there is already a job 'mine'");

        Shell.Result result = shell.typing(AS_JSON).run("jobs", "create", "-f", "-");

        assertThat(result.status()).isEqualTo(Exit.CONFLICT);
        assertThat(result.err()).isEqualTo("standard input: there is already a job 'mine'\n");
    }

    @Test
    void saysWhereAFileIsNoYamlOrJson() throws IOException {
        String file = file("name: mine\n  source: [1, 2\n");

        Shell.Result yaml = shell.run("jobs", "create", "-f", file);
        assertThat(yaml.status()).isEqualTo(Exit.NO);
        assertThat(yaml.err()).startsWith(file + ": not YAML (line 2, column 9): mapping values are not allowed here");

        Shell.Result json = shell.typing("{\"name\": \"a\",\n \"name\": \"b\"}").run("jobs", "create", "-f", "-");
        assertThat(json.status()).isEqualTo(Exit.NO);
        assertThat(json.err())
                .startsWith("standard input: not JSON (line 2, column ")
                .contains("Duplicate field 'name'");

        Shell.Result twice = shell.typing("name: a\nname: b\n").run("jobs", "create", "-f", "-");
        assertThat(twice.err()).startsWith("standard input: not YAML (line 2").contains("duplicate key name");

        Shell.Result text = shell.typing("just words").run("jobs", "create", "-f", "-");
        assertThat(text.err())
                .isEqualTo("standard input: a job spec is an object with the keys name, source, …, but this is none\n");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void saysThatAFileIsMissing() {
        Shell.Result result = shell.run("jobs", "create", "-f", "/no/such.yaml");

        assertThat(result.status()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).isEqualTo("/no/such.yaml: there is no such file\n");
    }

    @Test
    void sendsTheSameKeyAgainWhenTheAnswerIsLost() {
        api.loses("POST /api/jobs");
        createsAndRuns();

        assertThat(shell.typing(AS_JSON).run("jobs", "create", "-f", "-").status())
                .isZero();
        assertThat(api.asked.subList(0, 2)).allSatisfy(asked -> {
            assertThat(asked.line()).isEqualTo("POST /api/jobs");
            assertThat(asked.header("Idempotency-Key")).contains("key-1");
        });
    }

    @Test
    void saysWithWhichKeyToRepeatWhenEveryAnswerIsLost() {
        api.loses("POST /api/jobs");

        Shell.Result result = shell.typing(AS_JSON).run("jobs", "create", "-f", "-");

        assertThat(result.status()).isEqualTo(Exit.UNREACHABLE);
        assertThat(result.err()).contains("it is not known whether it was done", "--idempotency-key key-1");
        assertThat(api.asked).hasSize(6);
    }

    @Test
    void takesTheKeyOfAnEarlierCall() {
        createsAndRuns();

        shell.typing(AS_JSON).run("jobs", "create", "-f", "-", "--idempotency-key", "mine-1");

        assertThat(api.asked.getFirst().header("Idempotency-Key")).contains("mine-1");
    }

    @Test
    void validatesANewSpecWithoutChangingAnything() {
        api.on(
                "POST /api/jobs?dryRun=true",
                200,
                "{\"valid\": true, \"effect\": \"CREATE\", \"sentence\": \"A new job.\", \"changes\": []}");

        Shell.Result result = shell.typing(AS_JSON).run("jobs", "validate", "-f", "-");

        assertThat(result.out()).isEqualTo("standard input is valid. A new job.\n");
        assertThat(api.lines()).containsExactly("GET /api/jobs/mine", "POST /api/jobs?dryRun=true");
    }

    @Test
    void saysWhatASpecWouldChange() {
        api.on("GET /api/jobs/mine", 200, Samples.JOB);
        api.on("PUT /api/jobs/mine?dryRun=true", 200, """
                {"valid": true, "effect": "RESTART", "gap": "PT4S", "sentence": "It is launched anew; nothing is counted for about 4 s.",
                 "changes": [{"pointer": "/execution/parallelism", "from": 3, "to": 2, "effect": "RESTART"}]}""");

        assertThat(shell.typing(AS_JSON).run("jobs", "validate", "-f", "-").out())
                .isEqualTo("""
                        standard input is valid. It is launched anew; nothing is counted for about 4 s.
                        WHERE                   FROM  TO  EFFECT
                        /execution/parallelism  3     2   RESTART
                        """);
        assertThat(api.asked.getLast().header("If-Match")).contains("*");
    }

    @Test
    void saysThatASpecIsNotValid() {
        api.on(
                "POST /api/jobs?dryRun=true",
                400,
                "{\"status\": 400, \"detail\": \"x\", \"errors\": [{\"pointer\": \"/name\", \"detail\": \"name is required\"}]}");

        Shell.Result result = shell.typing("{}").run("jobs", "validate", "-f", "-");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.err()).isEqualTo("standard input: /name: name is required\n");
    }
}
