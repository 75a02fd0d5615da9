package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final String ASKED = """
            {"at": "2026-01-31T12:00:00.5Z", "kind": "REQUEST", "revision": 1, "detail": "start", "actor": "local", "requestId": "r-1"}""";
    private static final String PHASE = """
            {"at": "2026-01-31T12:00:03Z", "kind": "PHASE", "run": "0123456789abcdef", "revision": 1, "phase": "SUBMITTING", "detail": ""}""";
    private static final String EXCEPTION = """
            {"at": "2026-01-31T12:00:09Z", "kind": "EXCEPTION", "run": "0123456789abcdef", "code": "TOPIC_MISSING",
             "detail": "There is no topic x.\\nCaused by: \\u001b[31mred"}""";

    private final FakeApi api = new FakeApi();
    private final Shell shell = new Shell(api);

    @AfterEach
    void end() {
        Thread.interrupted();
        api.close();
    }

    @Test
    void tellsWhatHappenedOldestFirst() {
        api.on("GET /api/jobs/mine/history?limit=50", 200, Samples.items(EXCEPTION, PHASE, ASKED));

        assertThat(shell.run("jobs", "logs", "mine").out()).isEqualTo("""
                        2026-01-31T12:00:00Z  REQUEST    revision 1 · start · by local, request r-1
                        2026-01-31T12:00:03Z  PHASE      SUBMITTING · revision 1 · run 01234567
                        2026-01-31T12:00:09Z  EXCEPTION  run 01234567 · TOPIC_MISSING · There is no topic x.
                            Caused by: \uFFFD[31mred
                        """);
    }

    @Test
    void leavesOutWhatIsOlder() {
        api.on("GET /api/jobs/mine/history?limit=50", 200, Samples.items(PHASE, ASKED));

        assertThat(shell.run("jobs", "logs", "mine", "--since", "2026-01-31T12:00:01Z")
                        .out())
                .contains("SUBMITTING")
                .doesNotContain("REQUEST");
    }

    @Test
    void followsWithoutRepeatingOrSkipping() {
        api.on("GET /api/jobs/mine/history?limit=1", 200, Samples.items(ASKED));
        String follow = "GET /api/jobs/mine/history?limit=100";
        api.on(follow, 200, Samples.items(ASKED))
                .on(follow, 200, "{\"items\": [%s], \"next\": \"n\"}".formatted(EXCEPTION))
                .on(follow, 200, Samples.items(EXCEPTION));
        api.on(follow + "&cursor=n", 200, Samples.items(PHASE, ASKED));

        Shell.Result result = shell.atEachWait(() -> {
                    if (shell.waits() >= 4) {
                        Thread.currentThread().interrupt();
                    }
                })
                .run("jobs", "logs", "mine", "-f", "--tail", "1", "-o", "csv");

        assertThat(result.out().lines().map(line -> line.replaceFirst("(,[^,]*,).*", "$1")))
                .containsExactly(
                        "at,kind,",
                        "2026-01-31T12:00:00.5Z,REQUEST,",
                        "2026-01-31T12:00:03Z,PHASE,",
                        "2026-01-31T12:00:09Z,EXCEPTION,",
                        "Caused by: \u001b[31mred\"");
    }

    @Test
    void printsALineOfJsonEach() {
        api.on("GET /api/jobs/mine/history?limit=50", 200, Samples.items(PHASE, ASKED));

        assertThat(shell.run("jobs", "logs", "mine", "-o", "json").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"at\":\"2026-01-31T12:00:00.5Z\",\"kind\":\"REQUEST\"");
    }
}
