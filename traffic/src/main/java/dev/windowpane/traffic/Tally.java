package dev.windowpane.traffic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The reference counter: it says what the tables must hold once the given hits are counted. It is as simple as can be and shares no
 * code with the job, so that a test that compares the two proves something. Not thread-safe.
 *
 * <p>Hosts are lower-cased, without port and one trailing dot. Referrers are trimmed; over 1,024 bytes of UTF-8 they are cut and end in
 * {@code ~} and 16 hexadecimal digits of their SHA-256. It covers hits that the job accepts: dead letters are for the test to expect.
 */
public final class Tally {
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private static final int MOST_BYTES = 1_024;
    private static final int HASH_DIGITS = 16;

    private final Duration window;
    private final SortedMap<ByHost, Long> byHost = new TreeMap<>();
    private final SortedMap<ByReferrer, Long> byHostAndReferrer = new TreeMap<>();
    private long hits;

    /** A row of the table by host. */
    public record ByHost(Instant windowStart, String host) implements Comparable<ByHost> {
        private static final Comparator<ByHost> ORDER =
                Comparator.comparing(ByHost::windowStart).thenComparing(ByHost::host);

        @Override
        public int compareTo(ByHost other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return windowStart + " " + host;
        }
    }

    /** A row of the table by host and referrer. */
    public record ByReferrer(Instant windowStart, String host, String referrer) implements Comparable<ByReferrer> {
        private static final Comparator<ByReferrer> ORDER = Comparator.comparing(ByReferrer::windowStart)
                .thenComparing(ByReferrer::host)
                .thenComparing(ByReferrer::referrer);

        @Override
        public int compareTo(ByReferrer other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return windowStart + " " + host + " ← " + referrer;
        }
    }

    /** @param window the size of the tumbling windows, which start at the epoch */
    public Tally(Duration window) {
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window must be positive, but is " + window);
        }
        this.window = window;
    }

    /** Counts in windows of five minutes. */
    public static Tally ofFiveMinutes() {
        return new Tally(Duration.ofMinutes(5));
    }

    public void add(Hit hit) {
        long millis = hit.time().toEpochMilli();
        Instant start = Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
        String host = host(hit.host());
        byHost.merge(new ByHost(start, host), 1L, Long::sum);
        byHostAndReferrer.merge(new ByReferrer(start, host, referrer(hit.referrer())), 1L, Long::sum);
        hits++;
    }

    public void addAll(Iterable<Hit> more) {
        more.forEach(this::add);
    }

    public long hits() {
        return hits;
    }

    /** An unmodifiable view. */
    public SortedMap<ByHost, Long> byHost() {
        return Collections.unmodifiableSortedMap(byHost);
    }

    /** An unmodifiable view. */
    public SortedMap<ByReferrer, Long> byHostAndReferrer() {
        return Collections.unmodifiableSortedMap(byHostAndReferrer);
    }

    /** One line for each row that is missing, too much or wrong; none if both are equal. */
    public static <K extends Comparable<K>> List<String> differences(Map<K, Long> expected, Map<K, Long> actual) {
        TreeSet<K> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        List<String> lines = new ArrayList<>();
        for (K key : keys) {
            long want = expected.getOrDefault(key, 0L);
            long have = actual.getOrDefault(key, 0L);
            if (want != have) {
                lines.add("%s: %,d expected, %,d counted".formatted(key, want, have));
            }
        }
        return List.copyOf(lines);
    }

    private static String host(String sent) {
        String host = sent.strip().toLowerCase(Locale.ROOT);
        boolean bareIpv6 = !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
        String withoutPort = bareIpv6 ? host : PORT.matcher(host).replaceFirst("");
        return withoutPort.endsWith(".") ? withoutPort.substring(0, withoutPort.length() - 1) : withoutPort;
    }

    private static String referrer(String sent) {
        String referrer = sent.strip();
        if (referrer.isEmpty() || referrer.equals("-")) {
            return "(direct)";
        }
        byte[] bytes = referrer.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_BYTES ? referrer : beginning(referrer) + "~" + hash(bytes);
    }

    /** As many whole characters as leave room for the mark and the hash. */
    private static String beginning(String referrer) {
        int[] codePoints = referrer.codePoints().toArray();
        int bytes = 0;
        int end = 0;
        while (bytes + size(codePoints[end]) <= MOST_BYTES - HASH_DIGITS - 1) {
            bytes += size(codePoints[end++]);
        }
        return new String(codePoints, 0, end);
    }

    private static int size(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
