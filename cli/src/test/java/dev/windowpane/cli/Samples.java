package dev.windowpane.cli;

import java.util.Map;

/** Answers as the control plane gives them. */
final class Samples {
    static final String OPERATION_ID = "5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968";
    static final Map<String, String> NOTED = Map.of("Operation-Location", "/api/operations/" + OPERATION_ID);

    static final String JOB = """
            {"name": "mine", "spec": {"name": "mine", "source": {"bootstrapServers": "kafka.example:9092", "topic": "hits"},
             "window": {"type": "tumbling", "size": "PT5M"}, "execution": {"parallelism": 3}},
             "revision": 4, "generation": 2, "desired": "RUNNING", "state": "RUNNING", "stateSince": "2026-01-31T12:00:00.123456Z",
             "detail": "all 5 tasks run", "cluster": "default",
             "run": {"id": "0123456789abcdef0123456789abcdef", "phase": "RUNNING", "revision": 4, "epoch": 7, "attempt": 0},
             "watermark": "2026-01-31T12:30:00Z", "createdAt": "2026-01-30T10:00:00Z", "updatedAt": "2026-01-31T11:00:00Z"}""";

    private Samples() {}

    static String operation(String state, String detail) {
        return """
                {"id": "%s", "job": "mine", "kind": "START", "revision": 4, "generation": 2, "state": "%s", "detail": "%s",
                 "actor": "local", "requestId": "r1", "createdAt": "2026-01-31T12:34:56Z"%s}""".formatted(
                        OPERATION_ID,
                        state,
                        detail,
                        state.equals("RUNNING") ? "" : ", \"endedAt\": \"2026-01-31T12:35:00.250Z\"");
    }

    static String items(String... items) {
        return "{\"items\": [%s]}".formatted(String.join(",", items));
    }
}
