package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.WindowSpec;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Prints how fast one core counts hits of four partitions, some of them of the window before. A program for people, not a test. */
public final class HitCounterSpeed {
    private static final int HITS = 20_000;

    private HitCounterSpeed() {}

    public static void main(String... arguments) {
        Random random = new Random(1);
        long now = Instant.parse("2026-01-01T10:00:10Z").toEpochMilli();
        byte[][] keys = new byte[HITS][];
        long[] times = new long[HITS];
        for (int i = 0; i < HITS; i++) {
            keys[i] = "www.host-%03d.examplehttp://www.example.com/articles/%d"
                    .formatted(random.nextInt(200), random.nextInt(1000))
                    .getBytes(StandardCharsets.UTF_8);
            times[i] = now - random.nextInt(15_000);
        }
        HitCounter counter = new HitCounter(WindowSpec.fiveMinutes(), true);
        long offset = 0;
        for (int round = 0; round < 8; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long bytes = 0;
            for (int repeat = 0; repeat < 100; repeat++) {
                for (int i = 0; i < HITS; i++) {
                    Parsed hit = new Parsed.Hit(i / 500 % 4, offset++, times[i], keys[i], 20);
                    if (!counter.add(hit)) {
                        bytes += counter.drain().length;
                        counter.add(hit);
                    }
                }
                bytes += counter.drain().length;
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("%.2f M hits per core-second, %d bytes of deltas%n", HITS * 100 / seconds / 1e6, bytes);
        }
    }
}
