package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.cli.output.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeCycleTest {
    private static final String OPERATION = "GET /api/operations/" + Samples.OPERATION_ID;

    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @AfterEach
    void end() {
        api.close();
    }

    private void noted(String line) {
        api.on(line, 202, Samples.JOB, Samples.NOTED);
    }

    private static String job(String state, String detail) {
        return "{\"name\": \"mine\", \"state\": \"%s\", \"detail\": \"%s\"}".formatted(state, detail);
    }

    @Test
    void waitsAndTellsHowItGoes() {
        noted("POST /api/jobs/mine/start");
        api.on(OPERATION, 200, Samples.operation("RUNNING", ""))
                .on(OPERATION, 200, Samples.operation("RUNNING", ""))
                .on(OPERATION, 200, Samples.operation("RUNNING", ""))
                .on(OPERATION, 200, Samples.operation("SUCCEEDED", "run 2 counts"));
        api.on("GET /api/jobs/mine", 200, job("STARTING", "2 of 5 tasks run"))
                .on("GET /api/jobs/mine", 200, job("STARTING", "2 of 5 tasks run"))
                .on("GET /api/jobs/mine", 200, job("RUNNING", ""));

        Shell.Result result = shell.run("jobs", "start", "mine");

        assertThat(result.out()).isEqualTo("start of mine: SUCCEEDED after 4.3 s; run 2 counts\n");
        assertThat(result.err()).isEqualTo("   0 s  STARTING: 2 of 5 tasks run\n   1 s  RUNNING\n");
        assertThat(result.status()).isZero();
        assertThat(api.asked.getFirst().header("Idempotency-Key")).contains("key-1");
    }

    @Test
    void writesProgressOverItselfOnATerminal() {
        noted("POST /api/jobs/mine/start");
        api.on(OPERATION, 200, Samples.operation("RUNNING", "")).on(OPERATION, 200, Samples.operation("SUCCEEDED", ""));
        api.on("GET /api/jobs/mine", 200, job("STARTING", ""));

        Shell.Result result = shell.on(new Terminal(true, true, 80, false)).run("jobs", "start", "mine");

        assertThat(result.err()).startsWith("\r   0 s  STARTING").endsWith("\r").doesNotContain("\n");
    }

    @Test
    void aFailedOperationIsANoWithItsCause() {
        noted("POST /api/jobs/mine/upgrade");
        api.on(OPERATION, 200, Samples.operation("FAILED", "revision 5 was rolled back to 4"));
        api.on("GET /api/jobs/mine/runs", 200, """
                {"items": [{"revision": 5, "cause": {"code": "OTHER", "sentence": "Of the revision before.", "hint": "None."}},
                 {"revision": 4, "cause": {"code": "TOPIC_MISSING", "sentence": "The topic x does not exist.", "hint": "Create it."}}]}""");

        Shell.Result result = shell.run("jobs", "upgrade", "mine");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.out()).isEqualTo("upgrade of mine: FAILED after 4.3 s; revision 5 was rolled back to 4\n");
        assertThat(result.err()).isEqualTo("""
                        TOPIC_MISSING: The topic x does not exist.
                        Hint: Create it.
                        More: windowpane jobs explain mine, windowpane jobs logs mine
                        """);
    }

    @Test
    void anOvertakenOperationIsANo() {
        noted("POST /api/jobs/mine/restart");
        api.on(OPERATION, 200, Samples.operation("OVERTAKEN", ""));
        api.on("GET /api/jobs/mine", 200, job("STOPPED", ""));

        Shell.Result result = shell.run("jobs", "restart", "mine");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.out()).isEqualTo("restart of mine: OVERTAKEN after 4.3 s\n");
    }

    @Test
    void whatIsNotDoneInTimeGoesOn() {
        noted("POST /api/jobs/mine/start");
        api.on(OPERATION, 200, Samples.operation("RUNNING", ""));
        api.on("GET /api/jobs/mine", 200, job("STARTING", "no free slot"));

        Shell.Result result = shell.run("jobs", "start", "mine", "--timeout", "3s");

        assertThat(result.status()).isEqualTo(Exit.TIMED_OUT);
        assertThat(result.err())
                .endsWith("start of mine: not done after 3 s; it goes on. See how: windowpane operations wait %s\n"
                        .formatted(Samples.OPERATION_ID));
        assertThat(shell.waits()).isEqualTo(6);
    }

    @Test
    void aServerThatIsAwayForAWhileIsAskedAgain() {
        noted("POST /api/jobs/mine/start");
        api.problem(OPERATION, 500, "a mistake").problem(OPERATION, 500, "a mistake");
        api.on(OPERATION, 200, Samples.operation("SUCCEEDED", ""));

        Shell.Result result = shell.run("jobs", "start", "mine");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEqualTo("   0 s  a mistake\n");
    }

    @Test
    void returnsAtOnceIfNobodyWaits() {
        noted("POST /api/jobs/mine/start");

        Shell.Result result = shell.run("jobs", "start", "mine", "--no-wait");

        assertThat(result.out()).isEqualTo("start of mine: noted\n");
        assertThat(result.err())
                .isEqualTo("See how it goes: windowpane operations wait %s\n".formatted(Samples.OPERATION_ID));
        assertThat(api.lines()).containsExactly("POST /api/jobs/mine/start");
    }

    @Test
    void printsTheJobOrTheOperationAsJson() {
        noted("POST /api/jobs/mine/start");
        api.on(OPERATION, 200, Samples.operation("SUCCEEDED", ""));

        assertThat(shell.run("jobs", "start", "mine", "--no-wait", "-o", "json").out())
                .contains("\"name\" : \"mine\"", "\"generation\" : 2");
        assertThat(shell.run("jobs", "start", "mine", "-o", "json").out())
                .contains("\"kind\" : \"START\"", "\"state\" : \"SUCCEEDED\"");
        assertThat(shell.run("jobs", "start", "mine", "-o", "csv").out())
                .isEqualTo("id,job,kind,state,revision,createdAt,endedAt,actor,detail\r\n"
                        + Samples.OPERATION_ID
                        + ",mine,START,SUCCEEDED,4,2026-01-31T12:34:56Z,2026-01-31T12:35:00.25Z,local,\r\n");
    }

    @Test
    void stopSaysWhatBecomesOfTheCounts() {
        noted("POST /api/jobs/mine/stop");
        api.on(OPERATION, 200, Samples.operation("SUCCEEDED", ""));

        assertThat(shell.run("jobs", "stop", "mine").out()).isEqualTo("""
                        stop of mine: SUCCEEDED after 4.3 s
                        Every count stays; windowpane jobs start mine goes on exactly where it stopped.
                        """);
    }

    @Test
    void deleteSaysWhatIsGone() {
        api.on("GET /api/ledger?job=mine", 200, "{\"jobs\": [{\"counted\": 12345, \"deadLetters\": {\"total\": 6}}]}");
        api.on("DELETE /api/jobs/mine", 204, "");

        Shell.Result result = shell.run("jobs", "delete", "mine");

        assertThat(result.out())
                .isEqualTo(
                        "mine is removed, with its counts of 12,345 hits and 6 dead letters. Its records are still in Kafka.\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsDone() {
        api.on("GET /api/ledger?job=mine", 200, "{\"jobs\": []}");
        api.loses("DELETE /api/jobs/mine").problem("DELETE /api/jobs/mine", 404, "there is no job 'mine'");

        assertThat(shell.run("jobs", "delete", "mine").status()).isZero();
    }

    @Test
    void aJobThatRunsIsNotDeleted() {
        api.on("GET /api/ledger?job=mine", 200, "{\"jobs\": []}");
        api.problem("DELETE /api/jobs/mine", 409, "mine runs; stop it first");

        Shell.Result result = shell.run("jobs", "delete", "mine");

        assertThat(result.status()).isEqualTo(Exit.CONFLICT);
        assertThat(result.err()).isEqualTo("windowpane: mine runs; stop it first\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    jobs rescale mine 4            | POST /api/jobs/mine/rescale  | {"parallelism":4}
                    jobs rollback mine             | POST /api/jobs/mine/rollback | {}
                    jobs rollback mine --to 3      | POST /api/jobs/mine/rollback | {"revision":3}
                    jobs restart mine              | POST /api/jobs/mine/restart  | {}
                    jobs upgrade mine              | POST /api/jobs/mine/upgrade  | {}
                    jobs clone mine too            | POST /api/jobs/mine/clone    | {"name":"too","desired":"RUNNING"}
                    jobs clone mine too --stopped  | POST /api/jobs/mine/clone    | {"name":"too","desired":"STOPPED"}
                    """)
    void asksForExactlyThat(String command, String line, String body) {
        noted(line);

        assertThat(shell.run((command + " --no-wait").split(" ", -1)).status()).isZero();
        assertThat(api.asked.getLast().line()).isEqualTo(line);
        assertThat(api.asked.getLast().body()).isEqualTo(body);
        assertThat(api.asked.getLast().header("Idempotency-Key")).contains("key-1");
    }

    @Test
    void upgradesTheSpecOfTheRevisionThatWasRead() {
        api.on("GET /api/jobs/mine", 200, Samples.JOB);
        api.on("PUT /api/jobs/mine?dryRun=true", 200, "{\"sentence\": \"Counts go on; it is launched anew.\"}");
        noted("POST /api/jobs/mine/upgrade");

        Shell.Result result = shell.typing("name: mine").run("jobs", "upgrade", "mine", "-f", "-", "--no-wait");

        assertThat(result.status()).isZero();
        assertThat(result.err()).startsWith("Counts go on; it is launched anew.\n");
        FakeApi.Asked asked = api.asked.getLast();
        assertThat(asked.body()).isEqualTo("{\"spec\":{\"name\":\"mine\"}}");
        assertThat(asked.header("If-Match")).contains("\"4\"");
    }

    @Test
    void doesNotOverwriteWhatSomebodyElseHasChanged() {
        api.on("PUT /api/jobs/mine?dryRun=true", 200, "{\"sentence\": \"x\"}");
        api.problem("POST /api/jobs/mine/upgrade", 412, "the job is at revision 6");

        Shell.Result result =
                shell.typing("name: mine").run("jobs", "upgrade", "mine", "-f", "-", "--if-revision", "4");

        assertThat(result.status()).isEqualTo(Exit.CONFLICT);
        assertThat(result.err()).contains("mine was changed by somebody else: it is no longer at revision 4.");
    }

    @Test
    void saysWhatIsWrongInAnUpgradesFile() {
        api.on("GET /api/jobs/mine", 200, Samples.JOB);
        api.on(
                "PUT /api/jobs/mine?dryRun=true",
                400,
                "{\"status\": 400, \"detail\": \"x\", \"errors\": [{\"pointer\": \"/source\", \"detail\": \"is required\"}]}");

        Shell.Result result = shell.typing("name: mine").run("jobs", "upgrade", "mine", "-f", "-");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.err()).isEqualTo("standard input: /source: is required\n");
    }
}
