package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {
    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    void listsOperations() {
        api.on(
                "GET /api/operations?job=mine&state=FAILED&limit=100",
                200,
                Samples.items(Samples.operation("FAILED", "no topic")));

        assertThat(shell.run("operations", "list", "--job", "mine", "--state", "FAILED")
                        .out())
                .isEqualTo("""
                        ID                                JOB   KIND   STATE   REVISION  CREATED               ENDED                 ACTOR  DETAIL
                        5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968  mine  START  FAILED         4  2026-01-31T12:34:56Z  2026-01-31T12:35:00Z  local  no topic
                        """);
    }

    @Test
    void showsAndAwaitsAnOperation() {
        api.on("GET /api/operations/" + Samples.OPERATION_ID, 200, Samples.operation("SUCCEEDED", ""));

        assertThat(shell.run("operations", "get", Samples.OPERATION_ID).out()).contains("STATE     SUCCEEDED\n");
        Shell.Result result = shell.run("operations", "wait", Samples.OPERATION_ID);

        assertThat(result.out()).isEqualTo("start of mine: SUCCEEDED after 4.3 s\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void listsClusters() {
        api.on("GET /api/clusters", 200, Samples.items("""
                        {"name": "default", "url": "127.0.0.1:8081", "reachable": true, "since": "2026-01-31T12:00:00Z", "version": "2.3.0",
                         "slots": {"free": 1, "total": 4}, "taskManagers": 1, "jobs": {"ours": 1, "foreign": 0}}""", """
                        {"name": "old", "url": "127.0.0.1:8082", "reachable": false, "since": "2026-01-31T12:00:00Z", "why": "connection refused",
                         "jobs": {"ours": 0, "foreign": 0}}"""));

        assertThat(shell.run("clusters", "list").out()).isEqualTo("""
                        NAME     ADDRESS         REACHABLE  SINCE                 FLINK  SLOTS FREE  OF  TASK MANAGERS  OUR JOBS  FOREIGN  WHY
                        default  127.0.0.1:8081  yes        2026-01-31T12:00:00Z  2.3.0           1   4              1         1        0  -
                        old      127.0.0.1:8082  no         2026-01-31T12:00:00Z  -               -   -              -         0        0  connection refused
                        """);
    }

    @Test
    void listsTheJobsOfACluster() {
        String answer = Samples.items(
                "{\"id\": \"ab\", \"name\": \"theirs\", \"state\": \"RUNNING\", \"startedAt\": \"2026-01-31T12:00:00Z\", \"kind\": \"FOREIGN\"}");
        api.on("GET /api/clusters/default/jobs", 200, answer).on("GET /api/clusters/old/jobs", 200, answer);

        assertThat(shell.run("clusters", "jobs").out()).isEqualTo("""
                        ID  STATE    KIND     JOB  STARTED               NAME
                        ab  RUNNING  FOREIGN  -    2026-01-31T12:00:00Z  theirs
                        """);
        assertThat(shell.run("clusters", "jobs", "old").status()).isZero();
    }

    @Test
    void listsTheTopReferrersOfAHostYesterday() {
        api.on(
                "GET /api/top?by=referrer&from=2026-01-30T00%3A00%3A00Z&to=2026-01-31T00%3A00%3A00Z&host=www.example.com&limit=2",
                200, """
                {"job": "mine", "from": "2026-01-30T00:00:00Z", "to": "2026-01-31T00:00:00Z", "totalHits": 12345, "keys": 678,
                 "items": [{"key": "https://news.example/\\u202e", "hits": 6000, "lateHits": 12, "share": 0.486},
                           {"key": "(direct)", "hits": 45, "lateHits": 0, "share": 0.0036}]}""");

        assertThat(shell.run(
                                "hits",
                                "top",
                                "--by",
                                "referrer",
                                "--host",
                                "www.example.com",
                                "--from",
                                "yesterday",
                                "--to",
                                "today",
                                "--limit",
                                "2")
                        .out())
                .isEqualTo("""
                        KEY                      HITS  LATE    SHARE
                        https://news.example/\uFFFD  6,000    12  48.60 %
                        (direct)                   45     0   0.36 %
                        12,345 hits of 678 referrers, 2026-01-30T00:00:00Z to 2026-01-31T00:00:00Z
                        """);
    }

    @Test
    void takesHowLongAgoAsATime() {
        api.on("GET /api/top?by=host&from=2026-01-30T12%3A34%3A56Z&limit=50", 200, "{\"items\": []}");

        assertThat(shell.run("hits", "top", "--from", "-24h", "-o", "csv").out())
                .isEqualTo("key,hits,lateHits,share\r\n");
        assertThat(shell.run("hits", "top", "--from=-24h", "-o", "csv").status())
                .isZero();
    }

    @Test
    void listsASeriesWithAColumnForEachKey() {
        api.on("GET /api/series?by=host&from=2026-01-31T11%3A34%3A56Z&top=2&step=PT5M", 200, """
                {"windows": [{"start": "2026-01-31T12:00:00Z", "end": "2026-01-31T12:05:00Z", "status": "FINAL", "hits": 1530, "lateHits": 1},
                             {"start": "2026-01-31T12:05:00Z", "end": "2026-01-31T12:10:00Z", "status": "OPEN", "hits": 821, "lateHits": 0}],
                 "series": [{"key": "a.example", "hits": [1200, 640]}, {"key": "b, c", "hits": [300, 170]}], "other": {"keys": 4, "hits": [30, 11]}}""");
        String[] command = {"hits", "series", "--from", "-1h", "--top", "2", "--step", "5m"};

        assertThat(shell.run(command).out()).isEqualTo("""
                        WINDOW                STATUS   HITS  LATE  a.example  b, c  others
                        2026-01-31T12:00:00Z  FINAL   1,530     1      1,200   300      30
                        2026-01-31T12:05:00Z  OPEN      821     0        640   170      11
                        """);
        String[] csv = java.util.Arrays.copyOf(command, command.length + 1);
        csv[command.length] = "-ocsv";
        assertThat(shell.run(csv).out())
                .isEqualTo(
                        "start,status,hits,lateHits,a.example,\"b, c\",others\r\n2026-01-31T12:00:00Z,FINAL,1530,1,1200,300,30\r\n2026-01-31T12:05:00Z,OPEN,821,0,640,170,11\r\n");
    }

    @Test
    void aLedgerThatBalancesIsAYes() {
        api.on("GET /api/ledger", 200, """
                {"read": 2354, "counted": 2351, "deadLetters": {"total": 3, "byReason": {}}, "balanced": true, "leftOut": [],
                 "jobs": [{"job": "mine", "read": 2354, "counted": 2351, "onTime": 1529, "late": 1, "open": 821, "retired": 0, "skipped": 0,
                           "deadLetters": {"total": 3}, "balanced": true, "everUnbalanced": false, "violations": []}]}""");

        Shell.Result result = shell.run("ledger");

        assertThat(result.out()).isEqualTo("""
                        JOB    READ  ON TIME  LATE  OPEN  RETIRED  DEAD LETTERS  SKIPPED  BALANCED  EVER NOT  WATERMARK
                        mine  2,354    1,529     1   821        0             3        0  yes       no        -
                        read 2,354 = counted 2,351 + dead letters 3
                        """);
        assertThat(result.status()).isZero();
    }

    @Test
    void aLedgerThatOnceDidNotBalanceIsANo() {
        api.on("GET /api/ledger?job=mine", 200, """
                {"read": 10, "counted": 10, "deadLetters": {"total": 0}, "balanced": true, "leftOut": ["other"],
                 "jobs": [{"job": "mine", "balanced": true, "everUnbalanced": true, "retired": 4,
                           "violations": [{"foundAt": "2026-01-31T12:00:00Z", "rule": "HOURS", "detail": "1 is not 2"}]}]}""");

        Shell.Result result = shell.run("ledger", "--job", "mine");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.out()).endsWith("read 10 = counted 10 + retired 4 + dead letters 0\n");
        assertThat(result.err()).isEqualTo("""
                        Left out: other; windowpane jobs get other says why
                        mine: HOURS did not hold at 2026-01-31T12:00:00Z: 1 is not 2
                        """);
    }

    @Test
    void aLedgerThatDoesNotBalanceIsANo() {
        api.on("GET /api/ledger", 200, "{\"read\": 2, \"counted\": 1, \"balanced\": false, \"jobs\": []}");

        Shell.Result result = shell.run("ledger");

        assertThat(result.status()).isEqualTo(Exit.NO);
        assertThat(result.out()).endsWith("read 2 IS NOT counted 1 + dead letters 0\n");
    }

    @Test
    void listsDeadLetters() {
        api.on(
                "GET /api/dead-letters?job=mine&reason=NOT_JSON&partition=0&search=%26x&limit=100",
                200, Samples.items("""
                        {"topic": "hits", "partition": 0, "offset": 1042, "reason": "NOT_JSON", "recordTime": "2026-01-31T12:03:10Z",
                         "size": 8, "preview": "not \\"json\\"", "payloadBase64": "bm90IGpzb24="}"""));

        assertThat(shell.run(
                                "dead-letters",
                                "list",
                                "--job",
                                "mine",
                                "--reason",
                                "NOT_JSON",
                                "--partition",
                                "0",
                                "--search",
                                "&x",
                                "-o",
                                "csv")
                        .out())
                .isEqualTo("""
                        topic,partition,offset,reason,recordTime,size,replay,replayNote,preview
                        hits,0,1042,NOT_JSON,2026-01-31T12:03:10Z,8,,,"not ""json\"\""
                        """.replace("\n", "\r\n"));
    }

    @Test
    void replaysDeadLetters() {
        api.on("POST /api/dead-letters/replay", 202, "{\"wanted\": 2, \"notKept\": 5}");

        assertThat(shell.run("dead-letters", "replay", "--job", "mine", "--item", "0:1042", "--item", "2:77")
                        .out())
                .isEqualTo("2 dead letters are read again by the job's next launch; of 5 more no sample was kept\n");
        shell.run("dead-letters", "replay", "--reason", "BAD_TIME", "--idempotency-key", "k");

        assertThat(api.asked.stream().map(FakeApi.Asked::body))
                .containsExactly(
                        "{\"job\":\"mine\",\"items\":[{\"partition\":0,\"offset\":1042},{\"partition\":2,\"offset\":77}]}",
                        "{\"reason\":\"BAD_TIME\"}");
        assertThat(api.asked.getLast().header("Idempotency-Key")).contains("k");
    }

    @Test
    void asksWhatToReplay() {
        assertThat(shell.run("dead-letters", "replay").err()).contains("Give either --reason or --item");
        assertThat(shell.run("dead-letters", "replay", "--item", "x").status()).isEqualTo(Exit.USAGE);
        assertThat(api.asked).isEmpty();
    }
}
