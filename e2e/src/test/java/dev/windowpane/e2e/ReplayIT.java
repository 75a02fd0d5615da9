package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Order(1)
@ExtendWith(StackExtension.class)
class ReplayIT {
    private static final Instant MAY_2015 = Instant.parse("2015-05-17T10:00:00Z");
    private static final Path REAL = Checkout.file("../shared/data/apache_logs/access.log");

    /** A log without hosts: 10,000 lines in 84 windows. */
    record Site(String host, AccessLog log) {
        @Override
        public String toString() {
            return host;
        }
    }

    static Stream<Site> sites() {
        String generated = "www.generated.example";
        Stream<Site> always =
                Stream.of(new Site(generated, AccessLog.bursts(1, MAY_2015, 84, 10_000, List.of(generated))));
        String semicomplete = "www.semicomplete.com";
        return Files.exists(REAL)
                ? Stream.concat(always, Stream.of(new Site(semicomplete, AccessLog.read(REAL, semicomplete))))
                : always;
    }

    @ParameterizedTest
    @MethodSource("sites")
    @Order(1)
    void anOldLogReachesBothTablesExactly(Site site, Stack stack, @TempDir Path directory) {
        Path file = site.log().writeCombined(directory.resolve("access.log"));

        String said = stack.traffic.replay(file, "--host", site.host());

        stack.expected.hits(site.log().hits());
        stack.awaitExact();
        assertThat(said).contains("10,000 lines read, 10,000 hits sent", " 0 refused");
        String ofSite = " where host = '%s'".formatted(site.host());
        assertThat(stack.database.number("select sum(num_hits) from processed_events_aggregated" + ofSite))
                .isEqualTo(10_000);
        assertThat(stack.database.number("select sum(num_hits) from processed_events_aggregated_source" + ofSite))
                .isEqualTo(10_000);
        assertThat(stack.database.number("select count(distinct event_hour) from processed_events_aggregated" + ofSite))
                .isEqualTo(84);
    }

    @Test
    @Order(2)
    void aGzippedLogWithVirtualHostsNeedsNoHost(Stack stack, @TempDir Path directory) {
        AccessLog log = AccessLog.steady(
                2, MAY_2015.plus(Duration.ofDays(30)), Duration.ofHours(1), 900, List.of("a.example", "b.example"));

        stack.traffic.replay(log.writeVhostCombined(directory.resolve("vhosts.log.gz")));

        stack.expected.hits(log.hits());
        stack.awaitExact();
    }

    @Test
    @Order(3)
    void theViewsHaveTheOriginalsNamesColumnsAndTypes(Stack stack) {
        assertThat(columns(stack, "processed_events_aggregated"))
                .containsExactly(
                        "event_hour timestamp without time zone 3", "host character varying", "num_hits bigint");
        assertThat(columns(stack, "processed_events_aggregated_source"))
                .containsExactly(
                        "event_hour timestamp without time zone 3",
                        "host character varying",
                        "referrer character varying",
                        "num_hits bigint");
    }

    private static List<String> columns(Stack stack, String view) {
        return stack.database.query("""
                select concat_ws(' ', column_name, data_type, datetime_precision) from information_schema.columns
                where table_schema = 'public' and table_name = '%s' order by ordinal_position""".formatted(view), row -> row.getString(1));
    }
}
