package dev.windowpane.job.launch;

import dev.windowpane.job.commit.LedgerUnavailableException;
import dev.windowpane.job.commit.PostgresConnection;
import dev.windowpane.job.commit.PostgresConnection.Connector;
import dev.windowpane.job.commit.Recount;
import dev.windowpane.job.count.Delta;
import dev.windowpane.job.hit.HitParser;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.Launch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads dead letters again that somebody wants to be replayed, by the rules of the spec as it is now. One that is a hit by now is
 * counted, taken from the dead letters and marked in the same transaction, so exactly once whatever happens meanwhile.
 */
public final class Replay {
    /**
     * How long letters are read; those left are for the next launch. Flink must answer the REST call that launches within 30 s, and
     * after this the start offsets are to be found.
     */
    static final Duration BUDGET = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(Replay.class);

    private final Launch launch;
    private final LongSupplier nanos;

    private Replay(Launch launch, LongSupplier nanos) {
        this.launch = launch;
        this.nanos = nanos;
    }

    /**
     * @param environment names the Postgres connection
     * @throws dev.windowpane.job.commit.FencedException if a newer launch has taken over
     * @throws LaunchException if Kafka or Postgres does not answer
     */
    public static void of(Launch launch, Map<String, String> environment) {
        PostgresConnection connection = new PostgresConnection(
                launch.spec().sink().connection(),
                "windowpane %s replay".formatted(launch.spec().name()));
        of(launch, () -> connection.connect(environment), System::nanoTime);
    }

    /** @param nanos goes on as {@link System#nanoTime} does */
    static void of(Launch launch, Connector connector, LongSupplier nanos) {
        try (Connection session = connector.connect()) {
            new Replay(launch, nanos).settle(session);
        } catch (SQLException | LedgerUnavailableException e) {
            throw new LaunchException(
                    "Postgres does not take the replay of job %d's dead letters: %s"
                            .formatted(launch.job(), e.getMessage()),
                    e);
        }
    }

    /** What reading a letter again has brought. */
    private sealed interface Verdict {
        record Counted(Parsed.Hit hit) implements Verdict {}

        record Refused(String why) implements Verdict {}
    }

    private void settle(Connection session) throws SQLException, LedgerUnavailableException {
        DeadLetterStore store = new DeadLetterStore(session, launch.job());
        List<DeadLetter> wanted = store.wanted();
        if (wanted.isEmpty()) {
            return;
        }
        Map<DeadLetter, Verdict> verdicts = read(wanted);
        try (Recount recount = Recount.begin(session, launch, newest(verdicts))) {
            Set<DeadLetter.Key> locked = store.lock();
            Map<DeadLetter.Key, Optional<String>> refusals = new LinkedHashMap<>();
            verdicts.forEach((letter, verdict) -> {
                if (locked.contains(letter.key())) {
                    refusals.put(letter.key(), refusal(letter, verdict, recount));
                }
            });
            store.settle(refusals);
            recount.commit();
        }
    }

    private static Optional<String> refusal(DeadLetter letter, Verdict verdict, Recount recount) {
        return switch (verdict) {
            case Verdict.Counted(Parsed.Hit hit) ->
                recount.add(hit, letter.reason())
                        ? Optional.empty()
                        : Optional.of("its window is older than what is kept");
            case Verdict.Refused(String why) -> Optional.of(why);
        };
    }

    private static long newest(Map<DeadLetter, Verdict> verdicts) {
        return verdicts.values().stream()
                .mapToLong(verdict -> verdict instanceof Verdict.Counted(Parsed.Hit hit) ? hit.time() : Delta.NONE)
                .max()
                .orElse(Delta.NONE);
    }

    /** At least one, so that each launch gets further. */
    private Map<DeadLetter, Verdict> read(List<DeadLetter> wanted) {
        long start = nanos.getAsLong();
        HitParser parser = new HitParser(launch.spec().eventTime());
        Map<DeadLetter, Verdict> verdicts = new LinkedHashMap<>();
        try (KafkaRecords records = KafkaRecords.open(launch.spec().source())) {
            for (DeadLetter letter : wanted) {
                verdicts.put(letter, judge(letter, records, parser));
                if (nanos.getAsLong() - start >= BUDGET.toNanos()) {
                    break;
                }
            }
        }
        LOGGER.info(
                "Read {} of the {} dead letters that are to be replayed{}",
                verdicts.size(),
                wanted.size(),
                verdicts.size() < wanted.size() ? ": the rest is for the next launch, or stop and start the job" : "");
        return verdicts;
    }

    private Verdict judge(DeadLetter letter, KafkaRecords records, HitParser parser) {
        String topic = launch.spec().source().topic().value();
        if (!letter.topic().equals(topic)) {
            return new Verdict.Refused(
                    "it was read from topic '%s', and the job reads '%s' now".formatted(letter.topic(), topic));
        }
        Optional<ConsumerRecord<byte[], byte[]>> found =
                records.at(letter.key().partition(), letter.key().offset());
        if (found.isEmpty()) {
            return new Verdict.Refused("Kafka no longer has it");
        }
        ConsumerRecord<byte[], byte[]> record = found.get();
        byte[] value = record.value();
        if (!letter.is(record.timestamp(), value == null ? new byte[0] : value)) {
            return new Verdict.Refused("Kafka has another record at its offset: the topic was made anew");
        }
        return switch (parser.parse(record.partition(), record.offset(), record.timestamp(), value)) {
            case Parsed.Hit hit -> new Verdict.Counted(hit);
            case Parsed.Reject reject -> new Verdict.Refused("it is still no hit: " + reject.reason());
        };
    }
}
