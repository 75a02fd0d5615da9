package dev.windowpane.job.hit;

import dev.windowpane.spec.EventTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Prints how fast one core parses hits of about 272 bytes. A program for people, not a test. */
public final class ParserSpeed {
    private ParserSpeed() {}

    public static void main(String... arguments) {
        byte[][] hits = new byte[20_000][];
        Random random = new Random(1);
        long now = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
        long bytes = 0;
        for (int i = 0; i < hits.length; i++) {
            hits[i] = """
                    {"ip":"83.149.9.%d","event_time":"%s","referrer":"http://www.example.com/articles/%d/some-longer-path","host":"www.host-%d.example","url":"/images/web/2015/05/%d/background-image.png","geodata":"{\\"country\\": \\"DE\\", \\"city\\": \\"Berlin\\"}"}""".formatted(
                            random.nextInt(255),
                            "2026-01-01T09:59:%02d.%06d".formatted(random.nextInt(60), random.nextInt(1_000_000)),
                            random.nextInt(3000),
                            random.nextInt(200),
                            random.nextInt(9999))
                    .getBytes(StandardCharsets.UTF_8);
            bytes += hits[i].length;
        }
        HitParser parser = new HitParser(EventTime.DEFAULT);
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            long counted = 0;
            for (int repeat = 0; repeat < 50; repeat++) {
                for (byte[] hit : hits) {
                    counted += parser.parse(0, 0, now, hit) instanceof Parsed.Hit ? 1 : 0;
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d hits of %d bytes: %.2f M/s, %.0f MB/s%n",
                    counted, bytes / hits.length, counted / seconds / 1e6, bytes * 50 / seconds / 1e6);
        }
    }
}
