package dev.windowpane.traffic;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings a topic up to now with sample traffic and keeps it there. The topic itself is the memory of how far it got: each partition
 * is continued after its newest record, so neither a restart nor an outage of Kafka loses or repeats a record.
 */
final class SampleFeed {
    /** A topic that is older than this is filled like an empty one: it holds a replayed log, not our past. */
    private static final Duration LONGEST_GAP = Duration.ofDays(7);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

    private final SampleTraffic traffic;
    private final Duration fill;
    private final Supplier<KafkaTopic> look;
    private final Function<KafkaTopic, RecordSink> open;
    private final InstantSource clock;
    private final Pause pause;
    private final PrintWriter out;

    SampleFeed(
            SampleTraffic traffic,
            Duration fill,
            Supplier<KafkaTopic> look,
            Function<KafkaTopic, RecordSink> open,
            InstantSource clock,
            Pause pause,
            PrintWriter out) {
        this.traffic = traffic;
        this.fill = fill;
        this.look = look;
        this.open = open;
        this.clock = clock;
        this.pause = pause;
        this.out = out;
    }

    /** Returns when the pause says that the program shall end; outages of Kafka are waited out. */
    void run() {
        boolean away = false;
        boolean ended = false;
        while (!ended) {
            try {
                KafkaTopic topic = look.get();
                if (away) {
                    say("Kafka is back");
                    away = false;
                }
                ended = feed(topic);
            } catch (KafkaAwayException e) {
                if (!away) {
                    say(e.getMessage() + "; waiting");
                    away = true;
                }
                ended = pause.forAtMost(BETWEEN_ATTEMPTS);
            }
        }
        say("ended");
    }

    private boolean feed(KafkaTopic topic) {
        Instant now = clock.instant();
        Instant oldest = now.minus(LONGEST_GAP.compareTo(fill) > 0 ? LONGEST_GAP : fill);
        Instant otherwise = within(oldest, now, topic.newest().values(), now.minus(fill));
        Instant[] sentUpTo = new Instant[topic.partitions()];
        for (int partition = 0; partition < sentUpTo.length; partition++) {
            Instant newest = topic.newest().getOrDefault(partition, otherwise);
            sentUpTo[partition] = newest.isBefore(oldest) ? otherwise : earlier(newest, now);
        }
        try (RecordSink sink = open.apply(topic)) {
            boolean ended = catchUp(sink, sentUpTo, now) || goOn(sink, sentUpTo, now);
            sink.flush();
            return ended;
        }
    }

    /** The newest of the given times, if it is in the range. */
    private static Instant within(Instant oldest, Instant now, Collection<Instant> times, Instant otherwise) {
        return times.stream()
                .filter(time -> !time.isBefore(oldest))
                .map(time -> earlier(time, now))
                .max(Instant::compareTo)
                .orElse(otherwise);
    }

    private boolean catchUp(RecordSink sink, Instant[] sentUpTo, Instant to) {
        Instant from = earliest(sentUpTo);
        long expected = Math.max(1, traffic.estimate(from, to));
        say("filling from %s to %s, about %,d records".formatted(seconds(from), seconds(to), expected));
        long sent = 0;
        Instant told = clock.instant();
        for (Iterator<SampleRecord> records = traffic.between(from, to).iterator(); records.hasNext(); ) {
            sent += send(sink, sentUpTo, records.next());
            if (sent % 1_000 == 0 && told.plus(BETWEEN_PROGRESS).isBefore(clock.instant())) {
                told = clock.instant();
                say("filling: %d %% (%,d records)".formatted(Math.min(99, 100 * sent / expected), sent));
                if (pause.forAtMost(Duration.ZERO)) {
                    return true;
                }
            }
        }
        sink.flush();
        Duration took = Duration.between(to, clock.instant());
        say("filled: %,d records in %.1f s".formatted(sent, took.toMillis() / 1000.0));
        return false;
    }

    private boolean goOn(RecordSink sink, Instant[] sentUpTo, Instant from) {
        say("live: about %s records a second".formatted(traffic.rate()));
        for (Iterator<SampleRecord> records =
                        traffic.between(from, from.plus(FOR_EVER)).iterator();
                records.hasNext(); ) {
            SampleRecord next = records.next();
            if (pause.forAtMost(Duration.between(clock.instant(), next.sentAt()).plusMillis(1))) {
                return true;
            }
            send(sink, sentUpTo, next);
        }
        return true;
    }

    private static int send(RecordSink sink, Instant[] sentUpTo, SampleRecord message) {
        int partition = message.place() % sentUpTo.length;
        if (!message.sentAt().isAfter(sentUpTo[partition])) {
            return 0;
        }
        sink.send(partition, message.sentAt(), message.value());
        return 1;
    }

    private static Instant earliest(Instant[] times) {
        Instant earliest = times[0];
        for (Instant time : times) {
            earliest = earlier(earliest, time);
        }
        return earliest;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private void say(String text) {
        out.println("%s sample: %s".formatted(seconds(clock.instant()), text));
        out.flush();
    }
}
