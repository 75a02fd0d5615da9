package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Deltas as the counting operator makes them. */
public final class TestDeltas {
    private TestDeltas() {}

    public static Delta of(Parsed... records) {
        HitCounter counter = new HitCounter(WindowSpec.fiveMinutes(), true);
        for (Parsed parsed : records) {
            counter.add(parsed);
        }
        return Delta.of(counter.drain());
    }

    public static Parsed.Hit hit(int partition, long offset, String time, String host, String referrer) {
        byte[] key = (host + referrer).getBytes(StandardCharsets.UTF_8);
        return new Parsed.Hit(
                partition,
                offset,
                Instant.parse(time).toEpochMilli(),
                key,
                host.getBytes(StandardCharsets.UTF_8).length);
    }

    public static Parsed.Reject reject(int partition, long offset, RejectReason reason, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new Parsed.Reject(partition, offset, 1_700_000_000_000L, reason, bytes.length, bytes);
    }
}
