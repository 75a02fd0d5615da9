package dev.windowpane.job.testing;

import dev.windowpane.spec.RejectReason;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A topic's content as a function: the same record for the same partition and offset, at each reading. Out of order by some seconds,
 * some hits an hour late, some records malformed. Every tenth offset is a hole, as transaction markers leave them.
 */
public record TestTraffic(long seed, int partitions, int recordsPerPartition) implements Serializable {
    private static final long START = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

    /** @param reason {@code null} for a hit */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sent(
            long time,
            String host,
            String referrer,
            @Nullable RejectReason reason,
            byte[] value,
            long recordTime) {}

    public static boolean isHole(long offset) {
        return offset % 10 == 9;
    }

    public Sent at(int partition, long offset) {
        Random random = new Random(seed * 1_000_003 + partition * 7919L + offset);
        random.nextLong();
        long recordTime = START + offset * 40 - random.nextInt(12_000);
        boolean late = random.nextInt(50) == 0;
        long time = late ? recordTime - random.nextInt(3_600_000) : recordTime;
        String host = "host-" + random.nextInt(12) + ".example";
        String referrer = random.nextInt(4) == 0 ? "(direct)" : "https://page-" + random.nextInt(300) + "/";
        String json = "{\"ip\":\"1.2.3.4\",\"event_time\":\"%s\",\"referrer\":\"%s\",\"host\":\"%s\",\"url\":\"/\"}"
                .formatted(Instant.ofEpochMilli(time), referrer.equals("(direct)") ? "-" : referrer, host);
        return switch (random.nextInt(60)) {
            case 0 -> bad(RejectReason.NOT_JSON, json.substring(0, json.length() - 3), recordTime);
            case 1 -> bad(RejectReason.NOT_AN_OBJECT, "[" + json + "]", recordTime);
            case 2 -> bad(RejectReason.BAD_TIME, "{\"event_time\":\"not a time\",\"host\":\"a\"}", recordTime);
            case 3 ->
                bad(
                        RejectReason.TOO_FAR_IN_FUTURE,
                        "{\"event_time\":\"2099-01-01T00:00:00Z\",\"host\":\"a\"}",
                        recordTime);
            default -> new Sent(time, host, referrer, null, json.getBytes(StandardCharsets.UTF_8), recordTime);
        };
    }

    public long records() {
        long records = 0;
        for (long offset = 0; offset < recordsPerPartition; offset++) {
            records += isHole(offset) ? 0 : 1;
        }
        return records * partitions;
    }

    /** What must be counted, in {@link MemoryLedger}'s keys. */
    public Expected expected() {
        Map<String, Long> byHost = new HashMap<>();
        Map<String, Long> byReferrer = new HashMap<>();
        Map<RejectReason, Long> rejects = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (long offset = 0; offset < recordsPerPartition; offset++) {
                if (isHole(offset)) {
                    continue;
                }
                Sent sent = at(partition, offset);
                if (sent.reason() != null) {
                    rejects.merge(sent.reason(), 1L, Long::sum);
                } else {
                    long window = sent.time() / 300_000 * 300;
                    byHost.merge(window + " " + sent.host() + " ", 1L, Long::sum);
                    byReferrer.merge(window + " " + sent.host() + " " + sent.referrer(), 1L, Long::sum);
                }
            }
        }
        return new Expected(byHost, byReferrer, rejects);
    }

    /** The reference counter's result. */
    public record Expected(Map<String, Long> byHost, Map<String, Long> byReferrer, Map<RejectReason, Long> rejects) {}

    private static Sent bad(RejectReason reason, String value, long recordTime) {
        return new Sent(0, "", "", reason, value.getBytes(StandardCharsets.UTF_8), recordTime);
    }
}
