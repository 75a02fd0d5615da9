package dev.windowpane.e2e;

import dev.windowpane.traffic.Hit;
import dev.windowpane.traffic.MalformedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hits at an even rate, day and night. What it sends is decided by the seed; when, by the clock. */
final class LiveTraffic implements AutoCloseable {
    private static final long TICK_MILLIS = 10;
    /** A minute in which Kafka takes nothing is not made up for: the rate is what a site has, not a backlog. */
    private static final Duration LONGEST_ARREARS = Duration.ofSeconds(1);

    private static final int HOSTS = 30;
    private static final int REFERRERS = 60;
    /** Fewer than a job's limit of hosts in a window, above which the tables no longer equal what was sent, host by host. */
    private static final int FRESH_HOSTS = 8_000;

    private static final int HOUR_MILLIS = 3_600_000;
    private static final int LARGEST_BAD = 4_096;
    private static final List<MalformedRecord> BAD = MalformedRecord.corpus().stream()
            .filter(it -> it.value().isEmpty() || it.value().get().length <= LARGEST_BAD)
            .toList();

    private final HitLog log;
    private final int rate;
    private final SplittableRandom random;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("traffic").factory());
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile Mix mix = Mix.USUAL;
    private volatile boolean flowing;
    private int fresh;
    private @Nullable Instant sentUpTo;

    LiveTraffic(HitLog log, int rate, long seed, InstantSource clock) {
        this.log = log;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    int rate() {
        return rate;
    }

    void flow(Mix wanted) {
        mix = wanted;
        flowing = true;
    }

    /** Returns when Kafka has all that was sent. */
    void stop() {
        flowing = false;
        // What the thread is at
        synchronized (this) {
            sentUpTo = null;
        }
        log.flush();
        RuntimeException problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    private synchronized void tick() {
        if (!flowing) {
            return;
        }
        try {
            Instant now = clock.instant();
            Instant from = sentUpTo == null ? now : sentUpTo;
            if (from.isBefore(now.minus(LONGEST_ARREARS))) {
                from = now.minus(LONGEST_ARREARS);
            }
            long due = Duration.between(from, now).toMillis() * rate / 1_000;
            for (long i = 0; i < due && flowing; i++) {
                send(now);
            }
            sentUpTo = from.plusMillis(due * 1_000 / rate);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            flowing = false;
        }
    }

    private void send(Instant now) {
        Mix wanted = mix;
        int partition = random.nextInt(wanted.partitions());
        if (random.nextDouble() < wanted.bad()) {
            MalformedRecord record = BAD.get(random.nextInt(BAD.size()));
            log.bad(partition, now, record.value().orElse(null), record.reason());
            return;
        }
        if (wanted.fresh() > 0 && random.nextDouble() < wanted.fresh()) {
            fresh = (fresh + 1) % FRESH_HOSTS;
            log.hit(partition, now, new Hit("192.0.2.1", now, "-", "fresh-%d.example".formatted(fresh), "/"));
            return;
        }
        long age = random.nextDouble() < wanted.old() ? random.nextInt(HOUR_MILLIS) : random.nextInt(500);
        log.hit(partition, now, hit(now.minusMillis(age)));
    }

    private Hit hit(Instant time) {
        int host = Math.min(random.nextInt(HOSTS), random.nextInt(HOSTS));
        int referrer = Math.min(random.nextInt(REFERRERS), random.nextInt(REFERRERS));
        return new Hit(
                "192.0.2." + random.nextInt(1, 255),
                time,
                referrer == 0 ? "-" : "https://site-%d.example/".formatted(referrer),
                "host-%d.example".formatted(host),
                "/page/" + random.nextInt(50));
    }

    @Override
    public void close() {
        flowing = false;
        timer.shutdownNow();
    }
}
