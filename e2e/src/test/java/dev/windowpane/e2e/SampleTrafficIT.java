package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.traffic.SampleRecord;
import dev.windowpane.traffic.SampleTraffic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(StackExtension.class)
class SampleTrafficIT {
    private static final SampleTraffic TRAFFIC = new SampleTraffic(42, 20);
    private static final String[] OPTIONS = {"--seed", "42", "--rate", "20", "--fill", "PT1H"};

    @Test
    void sampleTrafficReachesTheTablesExactlyAlsoWhenItWasKilledInBetween(Stack stack) {
        Map<TopicPartition, Long> before = stack.topic.end();

        TrafficProgram.Run killed = stack.traffic.startSample(OPTIONS);
        killed.awaitText("filling");
        killed.process().destroyForcibly();
        killed.exitCode();
        TrafficProgram.Run ended = stack.traffic.startSample(OPTIONS);
        ended.awaitText("live");
        int exitCode = ended.terminate();

        assertThat(exitCode).as(ended.text()).isZero();
        List<Topic.Sent> sent = stack.topic.since(before);
        for (TopicPartition partition : before.keySet()) {
            List<SampleRecord> generated = generated(partition.partition(), sent);
            generated.forEach(stack.expected::sample);
            assertThat(sent.stream().filter(it -> it.partition() == partition.partition()))
                    .containsExactlyElementsOf(generated.stream()
                            .map(it -> new Topic.Sent(
                                    partition.partition(),
                                    it.sentAt(),
                                    it.value().map(value -> new String(value, StandardCharsets.UTF_8))))
                            .toList());
        }
        stack.awaitExact();
    }

    /** What the pure function gives for the stretch of time that the partition holds. */
    private static List<SampleRecord> generated(int partition, List<Topic.Sent> sent) {
        List<Instant> times = sent.stream()
                .filter(it -> it.partition() == partition)
                .map(Topic.Sent::time)
                .toList();
        return TRAFFIC.between(times.getFirst().minusMillis(1), times.getLast())
                .filter(it -> it.place() % 3 == partition)
                .toList();
    }
}
