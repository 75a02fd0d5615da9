package dev.windowpane.control.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.windowpane.spec.Launch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes back, the adapter answers with a value, in time, in bounded memory, and never says "absent" of a job that may be there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LyingFlinkTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String ONE_JOB = """
            {"jobs":[{"jid":"%s","name":"windowpane shop","state":"RUNNING","start-time":1,"tasks":{"total":1,"running":1,"finished":0,"scheduled":0}}]}""".formatted(ID);
    private static final String NOT_FOUND = "{\"errors\":[\"Job %s not found\"]}".formatted(ID);

    private final Path directory;
    private final LyingFlink flink;
    /** For what is never answered. */
    private final FlinkCluster hurried;
    /** For what is answered, however busy the machine is. */
    private final FlinkCluster cluster;

    private final JobJar jar;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LyingFlinkTest(@TempDir Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        flink = new LyingFlink(directory);
        hurried = flink.cluster(Duration.ofMillis(300));
        cluster = flink.cluster(Duration.ofMinutes(1));
        Path file = Files.writeString(directory.resolve(JobJar.PREFIX + "a".repeat(64) + ".jar"), "content");
        jar = new JobJar("a".repeat(64), file);
    }

    @AfterAll
    void stop() throws IOException {
        threads.shutdownNow();
        flink.close();
    }

    /** @param answered whether there is an end to it; if not, only the limit of a call ends it */
    record Told(LyingFlink.Lie lie, boolean answered) {}

    private FlinkCluster toldBy(Told told) {
        return told.answered() ? cluster : hurried;
    }

    private static Launch launch() {
        return RealFlink.launch("shop", 1);
    }

    static Stream<Arguments> lies() {
        CountDownLatch never = new CountDownLatch(1);
        return Stream.of(
                lie("closes before it answers", (request, connection) -> {}),
                lie("resets", (request, connection) -> {
                    connection.setSoLinger(true, 0);
                    connection.close();
                }),
                endless("half-closes and says nothing", (request, connection) -> {
                    connection.shutdownOutput();
                    await(never);
                }),
                endless("says nothing at all", (request, connection) -> await(never)),
                endless("stops in the head", (request, connection) -> {
                    LyingFlink.write(connection, "HTTP/1.1 200 OK\r\nContent-Ty");
                    await(never);
                }),
                endless("stops in the body", (request, connection) -> {
                    LyingFlink.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jobs\":[");
                    await(never);
                }),
                endless("drips for ever", LyingFlinkTest::drip),
                lie("closes in the body", wire("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jobs\":[]}")),
                lie(
                        "closes in a chunk",
                        wire("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"jobs\":[]}")),
                lie("truncated JSON", wire(LyingFlink.json(200, ONE_JOB.substring(0, 60)))),
                lie("the answer twice", wire(LyingFlink.json(200, ONE_JOB + ONE_JOB))),
                lie("garbage", wire("\u0001\u0002 garbage\r\n\r\n")),
                lie("a page", wire(LyingFlink.http(200, "text/html", "<html>Sign in</html>"))),
                lie("an empty body", wire(LyingFlink.json(200, ""))),
                lie("null", wire(LyingFlink.json(200, "null"))),
                lie("an empty object", wire(LyingFlink.json(200, "{}"))),
                lie("nulls", wire(LyingFlink.json(200, "{\"jobs\":[null],\"files\":[null]}"))),
                lie("other types", wire(LyingFlink.json(200, "{\"jobs\":7,\"files\":\"x\",\"filename\":[]}"))),
                lie("deep JSON", wire(LyingFlink.json(200, "[".repeat(100_000)))),
                lie("a long body", LyingFlinkTest::flood),
                endless("a long head", (request, connection) -> {
                    LyingFlink.write(connection, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        LyingFlink.write(connection, "X-Some: " + "x".repeat(8000) + "\r\n");
                    }
                }),
                lie("a proxy's 404", wire(LyingFlink.http(404, "text/html", "<html>404</html>"))),
                lie("a proxy's 502", wire(LyingFlink.http(502, "text/html", "<html>Bad Gateway</html>"))),
                lie(
                        "a redirect",
                        wire("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")),
                lie("a 500 of Flink's", wire(LyingFlink.json(500, "{\"errors\":[\"Internal server error.\"]}"))),
                lie("errors of no text", wire(LyingFlink.json(500, "{\"errors\":[{},null,7]}"))));
    }

    private static Arguments lie(String name, LyingFlink.Lie lie) {
        return arguments(Named.of(name, new Told(lie, true)));
    }

    private static Arguments endless(String name, LyingFlink.Lie lie) {
        return arguments(Named.of(name, new Told(lie, false)));
    }

    private static LyingFlink.Lie wire(String wire) {
        return (request, connection) -> LyingFlink.write(connection, wire);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drip(String request, java.net.Socket connection) throws IOException {
        LyingFlink.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                LyingFlink.write(connection, " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flood(String request, java.net.Socket connection) throws IOException {
        LyingFlink.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        OutputStream out = connection.getOutputStream();
        while (true) {
            out.write(chunk);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aLookIsUnreachable(Told told) {
        flink.tells(told.lie());

        assertThat(toldBy(told).look())
                .isInstanceOfSatisfying(
                        ClusterView.Unreachable.class,
                        view -> assertThat(view.why()).isNotBlank().hasSizeLessThan(700));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void everyOtherAnswerIsAValueToo(Told told) {
        FlinkCluster asked = toldBy(told);
        flink.tells((request, connection) -> {
            if (request.contains("/run") || request.contains("/upload")) {
                LyingFlink.write(connection, LyingFlink.http(503, "text/plain", "busy"));
            } else {
                told.lie().tell(request, connection);
            }
        });

        // At once, since each may take as long as a call may
        Stream.<Runnable>of(
                        () -> assertThat(asked.store(jar, Set.of())).isInstanceOf(JarAnswer.NotStored.class),
                        () -> assertThat(asked.launch("x", ID, launch())).isInstanceOf(LaunchAnswer.Unknown.class),
                        () -> assertThat(asked.lastFailure(ID)).isEmpty(),
                        () -> assertThat(asked.metrics().gauges(ID, List.of("a.b")))
                                .isEmpty(),
                        () -> assertThat(asked.metrics().slots()).isEmpty(),
                        () -> asked.cancel(ID))
                .map(question -> CompletableFuture.runAsync(question, threads))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aRefusedLaunchIsRejectedOnlyIfFlinkSaysThatThereIsNoJob(Told told) {
        flink.tells((request, connection) -> {
            if (request.contains("/run")) {
                LyingFlink.write(connection, LyingFlink.json(400, "{\"errors\":[\"Bad request\"]}"));
            } else {
                told.lie().tell(request, connection);
            }
        });

        assertThat(toldBy(told).launch("x", ID, launch())).isInstanceOf(LaunchAnswer.Unknown.class);
    }

    @Test
    void aLaunchThatIsSentTwiceIsOneLaunch() {
        AtomicInteger sent = new AtomicInteger();
        flink.tells((request, connection) -> {
            if (request.contains("/run")) {
                sent.incrementAndGet();
                // The first has come through and its answer was lost; this is the repetition's
                LyingFlink.write(connection, LyingFlink.json(400, "{\"errors\":[\"Job has already been submitted\"]}"));
            } else {
                LyingFlink.write(connection, LyingFlink.json(200, "{\"jid\":\"%s\"}".formatted(ID)));
            }
        });

        assertThat(cluster.launch("x", ID, launch())).isEqualTo(new LaunchAnswer.AlreadyThere());
        assertThat(sent).hasValue(1);
    }

    @Test
    void aLaunchWhoseAnswerIsLostIsNotSentAgainByItself() {
        AtomicInteger sent = new AtomicInteger();
        flink.tells((request, connection) -> sent.incrementAndGet());

        assertThat(cluster.launch("x", ID, launch())).isInstanceOf(LaunchAnswer.Unknown.class);

        assertThat(sent).hasValue(1);
    }

    @Test
    void aLaunchIsAcceptedOnlyIfTheAnswerNamesItsJob() {
        flink.answers(LyingFlink.json(200, "{\"jobid\":\"ffffffffffffffffffffffffffffffff\"}"));
        assertThat(cluster.launch("x", ID, launch())).isInstanceOf(LaunchAnswer.Unknown.class);
        flink.answers(LyingFlink.http(200, "text/html", "<html>Sign in</html>"));
        assertThat(cluster.launch("x", ID, launch())).isInstanceOf(LaunchAnswer.Unknown.class);

        flink.answers(LyingFlink.json(200, "{\"jobid\":\"%s\"}".formatted(ID)));

        assertThat(cluster.launch("x", ID, launch())).isEqualTo(new LaunchAnswer.Accepted());
    }

    @Test
    void aRefusedLaunchOfAnAbsentJobIsRejected() {
        flink.tells((request, connection) -> LyingFlink.write(
                connection,
                request.contains("/run")
                        ? LyingFlink.json(400, "{\"errors\":[\"java.lang.IllegalStateException: no\"]}")
                        : LyingFlink.json(404, NOT_FOUND)));

        assertThat(cluster.launch("x", ID, launch()))
                .isInstanceOfSatisfying(
                        LaunchAnswer.Rejected.class,
                        rejected -> assertThat(rejected.cause().sentence()).isEqualTo("IllegalStateException: no"));
    }

    @Test
    void saysWhatIsWrongWithTheTlsOfACluster() throws IOException, GeneralSecurityException, InterruptedException {
        try (LyingFlink stranger = new LyingFlink(Files.createDirectories(directory.resolve("stranger")))) {
            stranger.answers(LyingFlink.json(200, ONE_JOB));
            FlinkCluster wrongTrust = stranger.clusterOf(flink, Duration.ofMinutes(1));

            assertThat(wrongTrust.look())
                    .isInstanceOfSatisfying(
                            ClusterView.Unreachable.class,
                            view -> assertThat(view.why()).contains("127.0.0.1"));
        }
    }
}
