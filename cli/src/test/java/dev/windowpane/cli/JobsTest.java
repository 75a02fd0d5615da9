package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    void listsJobsAsATable() {
        api.on("GET /api/jobs", 200, Samples.items(Samples.JOB, "{\"name\": \"b\", \"state\": \"STOPPED\"}"));

        Shell.Result result = shell.run("jobs", "list");

        assertThat(result.out()).isEqualTo("""
                        NAME  STATE    SINCE                 DESIRED  REVISION  CLUSTER  PARALLELISM  TOPIC  WATERMARK             DETAIL
                        mine  RUNNING  2026-01-31T12:00:00Z  RUNNING         4  default            3  hits   2026-01-31T12:30:00Z  all 5 tasks run
                        b     STOPPED  -                     -               -  -                  -  -      -                     -
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void listsJobsAsCsvWithTimesInFull() {
        api.on("GET /api/jobs", 200, Samples.items(Samples.JOB));

        assertThat(shell.run("jobs", "list", "-o", "csv", "--tz", "Europe/Berlin")
                        .out())
                .isEqualTo("""
                        name,state,stateSince,desired,revision,cluster,spec.execution.parallelism,spec.source.topic,watermark,detail
                        mine,RUNNING,2026-01-31T13:00:00.123456+01:00,RUNNING,4,default,3,hits,2026-01-31T13:30:00+01:00,all 5 tasks run
                        """.replace("\n", "\r\n"));
    }

    @Test
    void printsTheApisOwnAnswerAsJson() throws Exception {
        api.on("GET /api/jobs", 200, Samples.items(Samples.JOB));

        String out = shell.run("jobs", "list", "-o", "json").out();

        assertThat(dev.windowpane.cli.client.Json.read(out))
                .isEqualTo(dev.windowpane.cli.client.Json.read(Samples.items(Samples.JOB)));
    }

    @Test
    void showsOneJobWithItsCauseAndNothingThatItDoesNotHave() {
        api.on("GET /api/jobs/mine", 200, """
                {"name": "mine", "state": "FAILED", "stateSince": "2026-01-31T12:00:00Z", "detail": "failed 3 times in a row",
                 "revision": 5, "upgradeAvailable": true,
                 "run": {"id": "ab", "phase": "FAILED", "epoch": 9,
                         "cause": {"code": "TOPIC_MISSING", "sentence": "the topic does not exist", "hint": "make it"}}}""");

        assertThat(shell.run("jobs", "get", "mine").out()).isEqualTo("""
                        name       mine
                        state      FAILED
                        since      2026-01-31T12:00:00Z
                        detail     failed 3 times in a row
                        revision   5
                        newer jar  yes
                        run        ab
                        run phase  FAILED
                        run epoch  9
                        cause      TOPIC_MISSING
                        why        the topic does not exist
                        hint       make it
                        """);
    }

    @Test
    void givesTheSpecToEdit() {
        api.on("GET /api/jobs/mine", 200, "{\"name\": \"mine\", \"spec\": {\"name\": \"mine\"}}");

        assertThat(shell.run("jobs", "get", "mine", "--spec").out()).isEqualTo("""
                        {
                          "name" : "mine"
                        }
                        """);
    }

    @Test
    void listsRevisions() {
        api.on("GET /api/jobs/mine/revisions", 200, Samples.items("""
                        {"revision": 2, "madeBy": "REPLACED", "note": null, "jar": {"sha256": "%s", "version": "0.1.0"},
                         "createdAt": "2026-01-31T12:00:00Z", "current": true}""".formatted("ab".repeat(32)), """
                        {"revision": 1, "madeBy": "CREATED", "createdAt": "2026-01-31T11:00:00Z", "stableAt": "2026-01-31T11:00:09.5Z",
                         "current": false}"""));

        assertThat(shell.run("jobs", "revisions", "mine").out()).isEqualTo("""
                        REVISION  CURRENT  MADE BY   JAR    SHA256        STABLE                CREATED               NOTE
                               2  yes      REPLACED  0.1.0  abababababab  -                     2026-01-31T12:00:00Z  -
                               1  no       CREATED   -      -             2026-01-31T11:00:09Z  2026-01-31T11:00:00Z  -
                        """);
    }

    @Test
    void readsAsManyPagesOfHistoryAsWanted() {
        String entry = "{\"at\": \"2026-01-31T12:00:00Z\", \"kind\": \"NOTE\", \"detail\": \"%s\"}";
        api.on(
                "GET /api/jobs/mine/history?kind=NOTE&limit=3",
                200,
                "{\"items\": [%s, %s], \"next\": \"a+b\"}"
                        .formatted(entry.formatted("third"), entry.formatted("second")));
        api.on(
                "GET /api/jobs/mine/history?kind=NOTE&limit=1&cursor=a%2Bb",
                200, "{\"items\": [%s], \"next\": \"c\"}".formatted(entry.formatted("first")));

        Shell.Result result = shell.run("jobs", "history", "mine", "--kind", "NOTE", "--limit", "3", "-o", "csv");

        assertThat(result.out().lines().map(line -> line.replaceFirst(".*,", "")))
                .containsExactly("detail", "third", "second", "first");
        assertThat(result.err()).isEqualTo("There are more: --limit N shows up to N.\n");
    }

    @Test
    void explainsWithFactsAndWhatElseHolds() {
        api.on("GET /api/jobs/mine/explain", 200, """
                {"job": "mine", "cause": "NO_DATA", "sentence": "No hits come: the topic hits is empty.", "since": "2026-01-31T12:00:00Z",
                 "facts": {"topic": "hits", "records": 0}, "others": [{"cause": "ALL_IDLE", "sentence": "All partitions are idle.", "facts": {}}],
                 "asOf": "2026-01-31T12:00:00Z"}""");

        assertThat(shell.run("jobs", "explain", "mine").out()).isEqualTo("""
                        No hits come: the topic hits is empty.
                          since: 2026-01-31T12:00:00Z
                          topic: hits
                          records: 0
                        Also:
                          All partitions are idle.
                        """);
        assertThat(shell.run("jobs", "explain", "mine", "-o", "csv").out())
                .isEqualTo(
                        "cause,since,sentence\r\nNO_DATA,2026-01-31T12:00:00Z,No hits come: the topic hits is empty.\r\nALL_IDLE,,All partitions are idle.\r\n");
    }

    @Test
    void listsGapsAndAcceptsExactlyTheOpenOnes() {
        api.on("GET /api/jobs/mine/gaps", 200, Samples.items("""
                        {"partition": 1, "fromOffset": 10, "toOffset": 1510, "records": 1500, "reason": "EXPIRED", "foundAt": "2026-01-31T12:00:00Z"}""", """
                        {"partition": 0, "fromOffset": 1, "toOffset": 2, "records": 1, "reason": "EXPIRED", "foundAt": "2026-01-30T12:00:00Z",
                         "acceptedAt": "2026-01-30T13:00:00Z"}"""));
        api.on("POST /api/jobs/mine/gaps/accept", 202, Samples.JOB, Samples.NOTED);
        api.on("GET /api/operations/" + Samples.OPERATION_ID, 200, Samples.operation("SUCCEEDED", ""));

        assertThat(shell.run("jobs", "gaps", "mine").out())
                .startsWith("PARTITION  FROM OFFSET  TO OFFSET  RECORDS  REASON   FOUND                 ACCEPTED")
                .contains("        1           10       1510    1,500  EXPIRED  2026-01-31T12:00:00Z  -");
        Shell.Result accepted = shell.run("jobs", "gaps", "accept", "mine");

        assertThat(accepted.status()).isZero();
        assertThat(accepted.err()).startsWith("Going on without 1,500 records in 1 gaps: ");
        assertThat(api.asked.get(2).body())
                .isEqualTo("{\"gaps\":[{\"partition\":1,\"fromOffset\":10,\"toOffset\":1510}]}");
    }

    @Test
    void saysThatThereIsNoGapToAccept() {
        api.on("GET /api/jobs/mine/gaps", 200, Samples.items());

        Shell.Result result = shell.run("jobs", "gaps", "accept", "mine");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.err()).isEqualTo("mine has no open gap\n");
    }
}
