package dev.windowpane.cli;

import com.sun.net.httpserver.HttpServer;
import dev.windowpane.cli.client.Pause;
import dev.windowpane.cli.output.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What the build runs once to let the JVM note which classes the usual verbs need: it starts in half the time then. Talks to itself only. */
final class WarmUp {
    static final String NAME = "__warm-up";

    private static final String ANSWER = """
            {"name": "warm-up", "state": "RUNNING", "revision": 1, "items": [{"name": "warm-up", "revision": 1,
             "state": "RUNNING", "stateSince": "2026-01-31T12:00:00Z", "share": 0.5, "hits": 1}], "jobs": [], "balanced": true,
             "sentence": "warm", "from": "2026-01-31T12:00:00Z", "to": "2026-01-31T12:05:00Z"}
            """;

    private WarmUp() {}

    static int run() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            useVerbs("http://127.0.0.1:" + server.getAddress().getPort());
            server.stop(0);
            return Exit.OK;
        } catch (IOException e) {
            return Exit.REFUSED;
        }
    }

    private static void useVerbs(String url) {
        Surroundings surroundings = new Surroundings(
                Map.of("WINDOWPANE_URL", url),
                InputStream.nullInputStream(),
                Terminal.of(System.getenv()),
                Clock.systemUTC(),
                Pause.real(),
                () -> "warm-up");
        for (List<String> words : List.of(
                List.of("jobs", "list"),
                List.of("jobs", "list", "-o", "json"),
                List.of("jobs", "list", "-o", "csv"),
                List.of("jobs", "get", "warm-up"),
                List.of("jobs", "start", "warm-up"),
                List.of("jobs", "explain", "warm-up"),
                List.of("jobs", "create", "--help"),
                List.of("hits", "top", "--from", "-1h"),
                List.of("ledger"))) {
            String[] arguments = words.toArray(new String[0]);
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            Cli.of(surroundings, arguments).setOut(nowhere).setErr(nowhere).execute(arguments);
        }
    }
}
