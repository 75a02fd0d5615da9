package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SampleFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.500Z");
    private static final SampleTraffic TRAFFIC = new SampleTraffic(7, 2);
    private static final Duration FILL = Duration.ofMinutes(20);

    /** A topic in memory; its clock moves when someone waits for it, and it ends the feed at a given time. */
    private static final class World implements Pause {
        private final List<List<Sent>> partitions = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private final StringWriter said = new StringWriter();
        private Instant now = NOW;
        private Instant end = NOW;
        private int looksThatFail;
        private int sendsUntilFailure = Integer.MAX_VALUE;

        private record Sent(Instant time, Optional<String> value) {}

        void run() {
            new SampleFeed(TRAFFIC, FILL, this::look, topic -> new Sink(), () -> now, this, new PrintWriter(said))
                    .run();
        }

        @Override
        public boolean forAtMost(Duration duration) {
            if (duration.isPositive()) {
                now = now.plus(duration);
            }
            return now.isAfter(end);
        }

        private KafkaTopic look() {
            if (looksThatFail-- > 0) {
                throw new KafkaAwayException("Kafka does not answer", new IllegalStateException());
            }
            Map<Integer, Instant> newest = new HashMap<>();
            for (int i = 0; i < partitions.size(); i++) {
                if (!partitions.get(i).isEmpty()) {
                    newest.put(i, partitions.get(i).getLast().time());
                }
            }
            return new KafkaTopic(partitions.size(), newest);
        }

        List<Sent> all() {
            return partitions.stream().flatMap(List::stream).toList();
        }

        private final class Sink implements RecordSink {
            @Override
            public void send(int partition, Instant time, Optional<byte[]> value) {
                if (sendsUntilFailure-- == 0) {
                    throw new KafkaAwayException("Kafka no longer takes records", new IllegalStateException());
                }
                partitions.get(partition).add(new Sent(time, value.map(String::new)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }
    }

    private static List<World.Sent> expected(Instant from, Instant to) {
        return TRAFFIC.between(from, to)
                .map(it -> new World.Sent(it.sentAt(), it.value().map(String::new)))
                .toList();
    }

    @Example
    void fillsAnEmptyTopicUpToNow() {
        World world = new World();

        world.run();

        assertThat(world.all()).containsExactlyInAnyOrderElementsOf(expected(NOW.minus(FILL), NOW));
        assertThat(world.said.toString()).contains("filling from 2026-11-20T11:40:00Z", "filled: ", "ended");
        assertThat(world.partitions).allSatisfy(it -> assertThat(it).hasSizeGreaterThan(500));
    }

    @Example
    void goesOnLiveUntilEnded() {
        World world = new World();
        world.end = NOW.plusSeconds(90);

        world.run();

        assertThat(world.all()).containsExactlyInAnyOrderElementsOf(expected(NOW.minus(FILL), NOW.plusSeconds(90)));
    }

    @Property(tries = 30)
    void continuesEachPartitionAfterItsNewestRecord(
            @ForAll @Size(3) List<@IntRange(min = 1, max = 500) Integer> delivered) {
        World world = new World();
        world.run();
        List<World.Sent> whole = world.all();
        for (int i = 0; i < delivered.size(); i++) {
            List<World.Sent> partition = world.partitions.get(i);
            partition.subList(delivered.get(i), partition.size()).clear();
        }
        world.now = NOW;

        world.run();

        assertThat(world.all()).containsExactlyElementsOf(whole);
    }

    @Property(tries = 20)
    void waitsForKafkaAndLosesNothing(@ForAll @IntRange(max = 2_000) int sendsUntilFailure) {
        World world = new World();
        world.looksThatFail = 3;
        world.sendsUntilFailure = sendsUntilFailure;
        world.end = NOW.plusSeconds(30);

        world.run();

        Instant first = world.all().stream()
                .map(World.Sent::time)
                .min(Instant::compareTo)
                .orElseThrow();
        assertThat(world.all())
                .containsExactlyInAnyOrderElementsOf(expected(first.minusMillis(1), NOW.plusSeconds(30)));
        assertThat(lines(world, "waiting")).isGreaterThanOrEqualTo(1);
        assertThat(lines(world, "Kafka is back")).isEqualTo(lines(world, "waiting"));
    }

    @Example
    void aTopicWithNothingButAnOldLogIsFilledLikeAnEmptyOne() {
        World world = new World();
        world.partitions.getFirst().add(new World.Sent(Instant.parse("2015-05-17T10:05:03Z"), Optional.empty()));

        world.run();

        assertThat(world.all()).hasSize(1 + expected(NOW.minus(FILL), NOW).size());
    }

    @Example
    void aRecordFromTheFutureDoesNotStopIt() {
        World world = new World();
        world.partitions.getFirst().add(new World.Sent(NOW.plus(Duration.ofDays(400)), Optional.empty()));
        world.end = NOW.plusSeconds(60);

        world.run();

        assertThat(world.all()).hasSize(1 + expected(NOW, NOW.plusSeconds(60)).size());
    }

    private static long lines(World world, String part) {
        return Arrays.stream(world.said.toString().split("\n", -1))
                .filter(line -> line.contains(part))
                .count();
    }
}
