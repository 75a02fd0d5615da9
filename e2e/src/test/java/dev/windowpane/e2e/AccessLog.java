package dev.windowpane.e2e;

import dev.windowpane.traffic.Hit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Web server logs and the hits that are in them. */
record AccessLog(List<Hit> hits) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** Our own reading of the combined format: the test must not trust the parser that it tests. */
    private static final Pattern COMBINED =
            Pattern.compile("(\\S+) \\S+ \\S+ \\[([^]]+)] \"(?:\\S+ )?(\\S*).*?\" \\d+ \\S+ \"(.*?)\" \".*");

    AccessLog {
        hits = List.copyOf(hits);
    }

    /**
     * As the log of a quiet site: bursts of a minute at five past each hour, out of order by up to 59 s within them.
     *
     * @param hosts one is taken for each hit
     */
    static AccessLog bursts(long seed, Instant start, int hours, int size, List<String> hosts) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instant hour = start.plus(Duration.ofHours((long) i * hours / size));
            hits.add(hit(random, hour.plusSeconds(300 + random.nextInt(60)), hosts));
        }
        return new AccessLog(hits);
    }

    /** Even traffic in the order of time. */
    static AccessLog steady(long seed, Instant start, Duration length, int size, List<String> hosts) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hits.add(hit(random, start.plusSeconds(length.toSeconds() * i / size), hosts));
        }
        return new AccessLog(hits);
    }

    private static Hit hit(RandomGenerator random, Instant time, List<String> hosts) {
        String host = hosts.get(random.nextInt(hosts.size()));
        String referrer = random.nextInt(10) < 4 ? "-" : "https://site-%d.example/".formatted(random.nextInt(600));
        return new Hit("192.0.2." + random.nextInt(1, 255), time, referrer, host, "/page/" + random.nextInt(50));
    }

    /** A log in the combined format, read by a regular expression. */
    static AccessLog read(Path file, String host) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return new AccessLog(lines.map(line -> hit(line, host)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hit hit(String line, String host) {
        Matcher parts = COMBINED.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not in the combined format: " + line);
        }
        return new Hit(parts.group(1), TIME.parse(parts.group(2), Instant::from), parts.group(4), host, parts.group(3));
    }

    /** Writes the combined format, which has no host. */
    Path writeCombined(Path file) {
        return write(file, "");
    }

    /** Writes the vhost_combined format. */
    Path writeVhostCombined(Path file) {
        return write(file, "%s:443 ");
    }

    private Path write(Path file, String prefix) {
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file),
                StandardCharsets.UTF_8))) {
            for (Hit hit : hits) {
                out.write(prefix.formatted(hit.host()));
                out.write("%s - - [%s] \"GET %s HTTP/1.1\" 200 512 \"%s\" \"Mozilla/5.0\"%n"
                        .formatted(hit.ip(), TIME.format(hit.time()), hit.url(), hit.referrer()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
