package dev.windowpane.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Made-up traffic as a pure function of time: the records of a minute depend on the seed, the rate and that minute only. Who stops
 * and starts again goes on with exactly the records that were left; who knows the seed knows what was sent.
 *
 * <p>Most hits are sent within 3 seconds of their time, a few up to 12 seconds after it, which is still within the 15 seconds of
 * out-of-orderness. About 0.2 % come 1 to 20 minutes late, about 0.2 % are {@link Garbage}. No hit is dated after it was sent.
 *
 * @param seed another seed, another traffic
 * @param rate hits per second, averaged over a day; 0.01 to 500
 */
public record SampleTraffic(long seed, double rate) {
    private static final double LATE = 0.002;
    private static final double GARBAGE = 0.002;
    private static final int LONGEST_DISORDER_MILLIS = 12_000;
    private static final Web WEB = new Web();
    private static final List<Garbage> GARBAGES = List.of(Garbage.values());

    public SampleTraffic {
        if (!(rate >= 0.01 && rate <= 500)) {
            throw new IllegalArgumentException("rate must be 0.01 to 500 hits per second, but is " + rate);
        }
    }

    /** The records sent after {@code from} and not after {@code to}, in the order of sending. Lazy: a day takes no more memory than a minute. */
    public Stream<SampleRecord> between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Stream.empty();
        }
        return LongStream.rangeClosed(minute(from), minute(to))
                .boxed()
                .flatMap(minute -> minute(minute).stream())
                .filter(it -> it.sentAt().isAfter(from) && !it.sentAt().isAfter(to));
    }

    /** How many records {@link #between} gives, give or take a few percent. */
    long estimate(Instant from, Instant to) {
        return Math.round(Duration.between(from, to).toMillis() / 1000.0 * rate);
    }

    /** The records of a minute since the epoch; no two are sent in the same millisecond. */
    private List<SampleRecord> minute(long minute) {
        RandomGenerator random = new SplittableRandom(mixed(minute));
        Instant start = Instant.ofEpochSecond(minute * 60);
        int records = size(start, random);
        List<SampleRecord> result = new ArrayList<>(records);
        for (int place = 0; place < records; place++) {
            long slot = 60_000L * place / records;
            long nextSlot = 60_000L * (place + 1) / records;
            result.add(record(start.plusMillis(random.nextLong(slot, nextSlot)), place, random));
        }
        return result;
    }

    private SampleRecord record(Instant sentAt, int place, RandomGenerator random) {
        String host = WEB.host(random);
        Instant time = sentAt.minus(delay(random)).truncatedTo(ChronoUnit.MICROS);
        Hit hit = new Hit(Web.ip(random), time, WEB.referrer(host, random), host, WEB.path(random));
        return random.nextDouble() < GARBAGE
                ? new SampleRecord.Bad(sentAt, place, GARBAGES.get(random.nextInt(GARBAGES.size())), hit)
                : new SampleRecord.Good(sentAt, place, hit);
    }

    private static Duration delay(RandomGenerator random) {
        if (random.nextDouble() < LATE) {
            return Duration.ofMillis(random.nextLong(60_000, 1_200_000));
        }
        double millis = Math.min(LONGEST_DISORDER_MILLIS, random.nextExponential() * 1_000);
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }

    /** Few in the night, most in the evening, more or less in each single minute; never so many that milliseconds run out. */
    private int size(Instant start, RandomGenerator random) {
        double hour = LocalTime.ofInstant(start, ZoneOffset.UTC).toSecondOfDay() / 3600.0;
        double curve = 1 - 0.6 * Math.cos((hour - 5) / 24 * 2 * Math.PI) - 0.15 * Math.cos((hour - 4) / 6 * Math.PI);
        double expected = rate * 60 * curve;
        double noisy = expected + Math.sqrt(expected) * random.nextGaussian() + 0.08 * expected * random.nextGaussian();
        return Math.clamp(Math.round(noisy), 0, 60_000);
    }

    /** Hashed, since the generators of consecutive seeds would give each other's numbers, one step apart. */
    private long mixed(long minute) {
        return new SplittableRandom(seed).nextLong() ^ new SplittableRandom(minute).nextLong();
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), 60_000L);
    }
}
