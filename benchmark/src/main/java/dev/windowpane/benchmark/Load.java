package dev.windowpane.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at moments that were chosen beforehand, whatever happens to those before (an open loop), and measures each from its moment on:
 * a server that stalls makes all requests of that time slow, not only the one that it was stalled by.
 */
final class Load {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final int DIGITS = 3;

    private final URI url;
    private final Mix mix;
    private final RandomGenerator random;
    private final double rate;
    private final boolean gzip;
    private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();
    private final LongAdder errors = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, String> examples = new ConcurrentHashMap<>();

    /** @param rate requests a second, in intervals as of independent clients (exponentially distributed) */
    Load(URI url, Mix mix, RandomGenerator random, double rate, boolean gzip) {
        this.url = url;
        this.mix = mix;
        this.random = random;
        this.rate = rate;
        this.gzip = gzip;
    }

    /** Latencies in microseconds by kind of request. */
    Map<String, Histogram> latencies() {
        return new TreeMap<>(latencies);
    }

    long errors() {
        return errors.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** One answer for each kind of error. */
    Map<String, String> examples() {
        return new TreeMap<>(examples);
    }

    /** Returns when all answers are there. */
    void run(Duration length) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Phaser open = new Phaser(1);
            long begin = System.nanoTime();
            double at = 0;
            while (at < length.toNanos()) {
                awaitNanos(begin + (long) at);
                open.register();
                send(client, begin + (long) at, open);
                at += -Math.log(1 - random.nextDouble()) / rate * 1e9;
            }
            open.arriveAndAwaitAdvance();
        }
    }

    private void send(HttpClient client, long due, Phaser open) {
        Mix.Question question = mix.next();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(question.path())).timeout(REQUEST_LIMIT);
        if (gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        CompletableFuture<Void> unused = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .handle((answer, failure) -> {
                    note(
                            question,
                            due,
                            answer == null ? -1 : answer.statusCode(),
                            answer == null ? new byte[0] : answer.body());
                    if (failure != null) {
                        examples.put(failure.getClass().getSimpleName(), question.path());
                    }
                    open.arriveAndDeregister();
                    return null;
                });
    }

    private void note(Mix.Question question, long due, int status, byte[] body) {
        long micros = Math.max(1, (System.nanoTime() - due) / 1000);
        latencies
                .computeIfAbsent(question.kind(), kind -> new ConcurrentHistogram(DIGITS))
                .recordValue(micros);
        bytes.add(body.length);
        if (status != 200) {
            errors.increment();
            examples.put("status " + status, question.path());
        }
    }

    private static void awaitNanos(long moment) {
        long left = moment - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = moment - System.nanoTime();
        }
    }
}
