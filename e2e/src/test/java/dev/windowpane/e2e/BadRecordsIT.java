package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.spec.RejectReason;
import dev.windowpane.traffic.Hit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(3)
@ExtendWith(StackExtension.class)
class BadRecordsIT {
    private static final String HIT = """
            {"ip":"192.0.2.1","event_time":%s,"referrer":%s,"host":%s,"url":"/","geodata":"{}"}""";

    private record Bad(String value, RejectReason reason) {}

    private static List<Bad> badRecords(String time) {
        String good = HIT.formatted(time, "\"-\"", "\"bad.example\"");
        return List.of(
                new Bad("\u0001 no JSON at all {{{", RejectReason.NOT_JSON),
                new Bad(HIT.formatted("\"not a time\"", "\"-\"", "\"bad.example\""), RejectReason.BAD_TIME),
                new Bad(
                        HIT.formatted("\"2099-01-01T00:00:00.000000\"", "\"-\"", "\"bad.example\""),
                        RejectReason.TOO_FAR_IN_FUTURE),
                new Bad("[%s,%s]".formatted(good, good), RejectReason.NOT_AN_OBJECT),
                new Bad("", RejectReason.EMPTY),
                new Bad("x".repeat(1 << 20), RejectReason.TOO_LARGE),
                new Bad(HIT.formatted(time, "\"\\u0000\"", "\"bad.example\""), RejectReason.INVALID_TEXT),
                new Bad(HIT.formatted(time, "\"-\"", "null"), RejectReason.NO_HOST));
    }

    @Test
    void eachBadRecordIsADeadLetterWithItsReasonAndTheJobGoesOn(Stack stack) {
        Instant now = InstantSource.system().instant();
        String job = stack.flink.liveJobs().getFirst();
        int failuresBefore = stack.flink.failures(job);

        Map<String, String> sent = new LinkedHashMap<>();
        for (Bad bad : badRecords("\"" + now.toString().replace("Z", "\""))) {
            RecordMetadata place = stack.topic.send(now, bad.value());
            sent.put(
                    "%d:%d".formatted(place.partition(), place.offset()),
                    bad.reason().name());
            stack.expected.deadLetter(bad.reason());
        }
        Hit good = new Hit("192.0.2.1", now, "-", "after-the-bad.example", "/");
        stack.topic.send(now, good.toJson());
        stack.expected.hits(List.of(good));

        stack.awaitExact();
        assertThat(deadLetters(stack)).containsAllEntriesOf(sent);
        assertThat(stack.flink.liveJobs()).containsExactly(job);
        assertThat(stack.flink.failures(job)).isEqualTo(failuresBefore);
    }

    private static Map<String, String> deadLetters(Stack stack) {
        Map<String, String> reasons = new LinkedHashMap<>();
        stack.database
                .query(
                        "select partition, \"offset\", reason from dead_letters",
                        row -> Map.entry("%d:%d".formatted(row.getInt(1), row.getLong(2)), row.getString(3)))
                .forEach(it -> reasons.put(it.getKey(), it.getValue()));
        return reasons;
    }
}
