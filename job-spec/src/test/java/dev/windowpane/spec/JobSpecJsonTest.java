package dev.windowpane.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.windowpane.spec.InvalidSpecException.WrongValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSpecJsonTest {
    private static final String SMALLEST = """
            {"name": "a", "source": {"bootstrapServers": "kafka:9092", "topic": "hits"}}""";

    @Test
    void fillsInDefaultsWhereTheSpecIsSilent() {
        JobSpec spec = JobSpecJson.parse(SMALLEST);

        assertThat(spec.source().startFrom()).isEqualTo(new StartFrom.Latest());
        assertThat(spec.eventTime().outOfOrderness()).isEqualTo(Duration.ofSeconds(15));
        assertThat(spec.window()).isEqualTo(new WindowSpec.Tumbling(Duration.ofMinutes(5), Duration.ZERO));
        assertThat(spec.rollups())
                .extracting(Rollup::table)
                .containsExactly(CountTable.HITS_BY_HOST, CountTable.HITS_BY_HOST_AND_REFERRER);
        assertThat(spec.execution()).isEqualTo(new Execution(3, Duration.ofSeconds(1), ClusterName.DEFAULT));
    }

    @Test
    void readsWhatItWrote() {
        JobSpec spec = JobSpecJson.parse("""
                {"name": "all-set",
                 "source": {"bootstrapServers": "k1:9092,k2:9092", "topic": "hits", "groupId": "g",
                            "startFrom": {"type": "timestamp", "at": "2026-01-31T12:00:00Z"},
                            "properties": {"security.protocol": "SASL_SSL"},
                            "credentials": {"mechanism": "SCRAM-SHA-512", "username": {"type": "env", "name": "U"},
                                            "password": {"type": "file", "path": "/run/secrets/kafka"}}},
                 "eventTime": {"field": "ts", "formats": ["epoch_millis"], "outOfOrderness": "PT1M", "idleTimeout": "PT5S",
                               "furthestFuture": "PT0S", "oldestAccepted": "P1D"},
                 "window": {"type": "tumbling", "size": "PT10M", "offset": "PT1M"},
                 "rollups": [{"by": ["host"]}],
                 "sink": {"connection": "archive"},
                 "execution": {"parallelism": 1, "checkpointInterval": "PT0.2S", "cluster": "east-2"}}""");

        assertThat(JobSpecJson.parse(JobSpecJson.write(spec))).isEqualTo(spec);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | `` | empty; send a JSON object
            null | `` | must be a JSON object, but is null
            [] | `` | must be a JSON object
            {"name": "a", | `` | not JSON
            {} | /name | required, but missing
            {"name": "A b"} | /name | lower-case letters
            {"name": null} | /name | must not be null
            {"name": "a"} | /source | required, but missing
            {"name": "a", "source": {"bootstrapServers": null, "topic": "t"}} | /source/bootstrapServers | must not be null
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "rollups": [null]} | /rollups/0 | must not be null
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "rollups": [{"by": [null]}]} | /rollups/0/by/0 | must not be null
            {"name": "a", "nmae": "b"} | /nmae | unknown key 'nmae'; known here are eventTime, execution, limits, name
            {"name": "a", "name": "b"} | `` | Duplicate field 'name'
            {"name": "a", "source": {"bootstrapServers": "kafka", "topic": "t"}} | /source/bootstrapServers | host:port
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "a b"}} | /source/topic | letters, digits
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "startFrom": {"type": "now"}}} | /source/startFrom | unknown type 'now'; known here are earliest, latest, committed, timestamp
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "startFrom": {"type": "timestamp"}}} | /source/startFrom/at | required, but missing
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "properties": {"sasl.jaas.config": "x"}}} | /source/properties | may not be set here
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "properties": {"client.id": "${env:HOME}"}}} | /source/properties | must not contain '$'
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "credentials": {"username": "bob", "password": {"type": "env", "name": "P"}}}} | /source/credentials/username | one of env, file, that says where
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t", "credentials": {"username": {"type": "env", "name": "a b"}, "password": {"type": "env", "name": "P"}}}} | /source/credentials/username/name | not its value
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "eventTime": {"formats": ["iso8601"]}} | /eventTime/formats/0 | epoch_millis, epoch_seconds, iso, sql
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "eventTime": {"formats": ["epoch_millis", "epoch_seconds"]}} | /eventTime/formats | could be either
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "eventTime": {"outOfOrderness": "15 s"}} | /eventTime/outOfOrderness | duration such as PT15S
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "window": {"type": "sliding"}} | /window | unknown type 'sliding'
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "window": {"type": "tumbling", "size": "PT5M", "offset": "PT5M"}} | /window/offset | less than the size
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "rollups": [{"by": ["referrer"]}]} | /rollups/0/by | there is no table
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "rollups": []} | /rollups | the ledger balances
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "execution": {"parallelism": "3"}} | /execution/parallelism | must be a number
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "execution": {"parallelism": 0}} | /execution/parallelism | between 1 and 1024
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}, "execution": {"cluster": "East"}} | /execution/cluster | lower-case letters
            {"name": "a", "source": {"bootstrapServers": "k:1", "topic": "t"}} trailing | `` | not JSON""")
    void saysWhatIsWrongAndWhere(String json, String pointer, String detail) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> JobSpecJson.parse(json))
                .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer))
                .withMessageContaining(detail)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("dev.windowpane", "com.fasterxml"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> JobSpecJson.parse("""
                        {"name": "A", "source": {"bootstrapServers": "k:1", "topic": "t", "startFrom": {"type": "now"}},
                         "rollups": [{"by": ["host"]}, {"by": ["referrer"]}],
                         "execution": {"parallelism": 0, "checkpointInterval": "PT1H"}}"""))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(WrongValue::pointer)
                        .containsExactlyInAnyOrder(
                                "/name",
                                "/source/startFrom",
                                "/rollups/1/by",
                                "/execution/parallelism",
                                "/execution/checkpointInterval"));
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowing() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> JobSpecJson.parse("{\"name\":" + "[".repeat(10_000)));
    }

    @Test
    void keepsTheTablesKeyInTheOrderOfTheMigration() {
        assertThat(List.of(CountTable.values()))
                .extracting(CountTable::keyColumns)
                .containsExactly("job, window_start, host", "job, window_start, host, referrer");
    }
}
