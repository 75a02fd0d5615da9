package dev.windowpane.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a request asks for, by chance: six of ten come from dashboards that show the last hour, day, week or month up to now, as many people
 * look at the same; the others from programs that ask for any range, so that hardly two are the same.
 */
final class Mix {
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_STEPS = 300;

    private final String job;
    private final int hosts;
    private final RandomGenerator random;
    private final boolean anyRange;
    private final Instant now;

    /** A request. {@code kind} is what its latency is reported under. */
    record Question(String kind, String path) {}

    /**
     * @param now the end of the newest window
     * @param anyRange only programs, no dashboards
     */
    Mix(String job, int hosts, Instant now, RandomGenerator random, boolean anyRange) {
        this.now = now;
        this.job = job;
        this.hosts = hosts;
        this.random = random;
        this.anyRange = anyRange;
    }

    Question next() {
        int dice = anyRange ? 60 + random.nextInt(40) : random.nextInt(100);
        if (dice < 20) {
            return new Question(
                    "page: newest window", series(now.minus(CountsData.WINDOW), now, CountsData.WINDOW) + topSix());
        }
        if (dice < 28) {
            return new Question("page: series of a day", series(now.minus(DAY), now, CountsData.WINDOW));
        }
        if (dice < 36) {
            return new Question("page: top hosts of a day", top(now.minus(DAY), now, 50));
        }
        if (dice < 46) {
            return new Question("page: a host's referrers, a day", top(now.minus(DAY), now, 50) + referrersOf(host()));
        }
        if (dice < 52) {
            Duration length = random.nextBoolean() ? MONTH : LENGTHS.get(3);
            return new Question(
                    "page: week or month",
                    random.nextBoolean() ? presetSeries(length) : top(now.minus(length), now, 50));
        }
        if (dice < 56) {
            return new Question("page: ledger", "/api/ledger?job=" + job);
        }
        if (dice < 60) {
            return new Question("page: jobs", "/api/jobs");
        }
        return any(dice);
    }

    private Question any(int dice) {
        Duration length = LENGTHS.get(random.nextInt(LENGTHS.size()));
        long windows = MONTH.minus(length).dividedBy(CountsData.WINDOW);
        Instant to = now.minus(CountsData.WINDOW.multipliedBy(windows == 0 ? 0 : random.nextLong(windows)));
        Instant from = to.minus(length);
        if (dice < 70) {
            return new Question("any: series by host", series(from, to, step(length)));
        }
        if (dice < 80) {
            return new Question("any: top hosts", top(from, to, 100));
        }
        if (dice < 90) {
            return new Question("any: a host's referrers", top(from, to, 50) + referrersOf(host()));
        }
        return dice < 95
                ? new Question("any: series of a host", series(from, to, step(length)) + "&host=" + host())
                : new Question("any: series of its referrers", series(from, to, step(length)) + referrersOf(host()));
    }

    private String presetSeries(Duration length) {
        return series(now.minus(length), now, length.equals(MONTH) ? DAY : Duration.ofHours(1));
    }

    /** The finest that gives a chart of some hundred columns. */
    private static Duration step(Duration length) {
        return IntStream.of(5, 15, 60, 240, 1440)
                .mapToObj(Duration::ofMinutes)
                .filter(step -> length.dividedBy(step) <= MOST_STEPS)
                .findFirst()
                .orElse(DAY);
    }

    private String series(Instant from, Instant to, Duration step) {
        return "/api/series?job=%s&from=%s&to=%s&step=%s".formatted(job, from, to, step);
    }

    private String top(Instant from, Instant to, int limit) {
        return "/api/top?job=%s&from=%s&to=%s&limit=%d".formatted(job, from, to, limit);
    }

    private static String referrersOf(String host) {
        return "&by=referrer&host=" + host;
    }

    private static String topSix() {
        return IntStream.rangeClosed(1, 6)
                .mapToObj(
                        rank -> "&key=" + URLEncoder.encode("host-%d.example".formatted(rank), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** The busier the likelier. */
    private String host() {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(hosts));
        return "host-%d.example".formatted(Math.clamp(rank, 1, hosts));
    }
}
