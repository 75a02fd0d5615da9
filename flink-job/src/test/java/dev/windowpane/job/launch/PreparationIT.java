package dev.windowpane.job.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.job.commit.TestPostgres;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.StartFrom;
import dev.windowpane.spec.StopAt;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreparationIT {
    private final TestPostgres postgres = TestPostgres.shared();
    private final Map<Integer, Topic.Span> spans = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private int job;

    @BeforeEach
    void newJob(TestInfo test) {
        job = postgres.newJob("l" + Integer.toHexString((test.getDisplayName() + test.getTestMethod()).hashCode()));
        spans.put(0, new Topic.Span(10, 100));
        spans.put(1, new Topic.Span(20, 200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"earliest\"}|0=10 1=20",
                "{\"type\":\"latest\"}|0=100 1=200",
                "{\"type\":\"timestamp\",\"at\":\"2026-01-01T00:00:00Z\"}|0=55 1=56",
                "{\"type\":\"committed\"}|0=77 1=20"
            })
    void aFirstLaunchStartsWhereTheSpecSaysAndWritesItDown(String from, String expected) {
        committed.put(0, 77L);

        assertThat(text(starts(1, from))).isEqualTo(expected);
        assertThat(progress()).isEqualTo(expected.replace(' ', '\n'));
    }

    @Test
    void aCommittedOffsetThatKafkaNoLongerHasStartsAtTheOldestRecord() {
        committed.put(0, 3L);

        assertThat(text(starts(1, "{\"type\":\"committed\"}"))).isEqualTo("0=10 1=20");
    }

    @Test
    void aLaterLaunchGoesOnWherePostgresStands() {
        starts(1, "{\"type\":\"latest\"}");
        postgres.execute("update job_progress set next_offset = 150 where partition = 1 and job = " + job);

        assertThat(text(starts(1, "{\"type\":\"latest\"}"))).isEqualTo("0=100 1=150");
    }

    @Test
    void aPartitionAddedLaterStartsAtItsFirstRecord() {
        starts(1, "{\"type\":\"latest\"}");
        spans.put(2, new Topic.Span(0, 5));

        assertThat(text(starts(1, "{\"type\":\"latest\"}"))).isEqualTo("0=100 1=200 2=0");
    }

    @Test
    void anOlderLaunchIsRefused() {
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        assertThatThrownBy(() -> starts(1, "{\"type\":\"earliest\"}")).isInstanceOf(FencedException.class);
        assertThat(progress()).isEmpty();
    }

    @Test
    void aJobWithoutALedgerCannotBeLaunched() {
        postgres.execute("delete from job_ledger where job = " + job);

        assertThatThrownBy(() -> starts(1, "{\"type\":\"earliest\"}"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("has no row in job_ledger");
    }

    @Test
    void anUnreachableKafkaIsSaidWithinSeconds() {
        Launch launch = launch(1, "{\"type\":\"earliest\"}");

        assertThatThrownBy(() -> Preparation.of(launch, postgres.environment()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("Kafka at 127.0.0.1:1 does not say where topic 'hits' begins and ends");
    }

    private Map<Integer, Long> starts(long epoch, String from) {
        return Preparation.of(launch(epoch, from), new FakeTopic(), postgres::asJob)
                .starts();
    }

    private Launch launch(long epoch, String from) {
        return new Launch(
                job,
                epoch,
                JobSpecJson.parse(
                        "{\"name\":\"l\",\"source\":{\"bootstrapServers\":\"127.0.0.1:1\",\"topic\":\"hits\",\"startFrom\":%s}}"
                                .formatted(from)));
    }

    private String progress() {
        return postgres.text(
                "select partition || '=' || next_offset from job_progress where job = %d and next_offset = start_offset and read = 0 order by partition"
                        .formatted(job));
    }

    private static String text(Map<Integer, Long> offsets) {
        return new TreeMap<>(offsets).toString().replaceAll("[{},]", "");
    }

    private final class FakeTopic implements Topic {
        @Override
        public String id() {
            return "the-topic";
        }

        @Override
        public Map<Integer, Long> ends(StopAt stop) {
            return Map.of();
        }

        @Override
        public Map<Integer, Span> spans() {
            return Map.copyOf(spans);
        }

        @Override
        public Map<Integer, Long> starts(StartFrom from) {
            Map<Integer, Long> starts = new HashMap<>();
            switch (from) {
                case StartFrom.Earliest earliest -> spans.forEach((p, span) -> starts.put(p, span.beginning()));
                case StartFrom.Latest latest -> spans.forEach((p, span) -> starts.put(p, span.end()));
                case StartFrom.Committed group -> starts.putAll(committed);
                case StartFrom.Timestamp timestamp -> {
                    assertThat(timestamp.at()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
                    spans.keySet().forEach(p -> starts.put(p, 55L + p));
                }
            }
            return starts;
        }
    }
}
