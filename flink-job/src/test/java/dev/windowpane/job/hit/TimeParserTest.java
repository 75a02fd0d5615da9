package dev.windowpane.job.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.spec.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeParserTest {
    @ParameterizedTest
    @CsvSource({
        "2026-02-28T23:59:59,2026-02-28T23:59:59Z",
        "2024-02-29T00:00:00.5,2024-02-29T00:00:00.500Z",
        "2026-01-01T00:00:00.123456789,2026-01-01T00:00:00.123Z",
        "2026-01-01T00:00:00.000000Z,2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00z,2026-01-01T00:00:00Z",
        "2026-01-01T02:00:00+02:00,2026-01-01T00:00:00Z",
        "2026-01-01T00:30:00-0130,2026-01-01T02:00:00Z",
        "2026-01-01T00:00:00+01,2025-12-31T23:00:00Z",
        "1969-12-31T23:59:59.999,1969-12-31T23:59:59.999Z",
        "2026-01-01 00:00:00.25,2026-01-01T00:00:00.250Z"
    })
    void readsIsoAndSql(String text, Instant time) {
        assertThat(parse(text, TimeFormat.ISO, TimeFormat.SQL)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T00:00:00",
                "1900-02-29T00:00:00",
                "2026-04-31T00:00:00",
                "2026-00-01T00:00:00",
                "2026-13-01T00:00:00",
                "2026-01-00T00:00:00",
                "2026-01-01T24:00:00",
                "2026-01-01T00:60:00",
                "2026-01-01T00:00:60",
                "2026-01-01T00:00",
                "2026-01-01T00:00:00.",
                "2026-01-01T00:00:00.1234567890",
                "2026-01-01T00:00:00,5",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00+18:01",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00+1:00",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00 ",
                " 2026-01-01T00:00:00",
                "0000-01-01T00:00:00",
                "2026-1-01T000:00:00",
                "+2026-01-01T00:00:00",
                "2026-01-01 00:00:00Z",
                "300000-01-01T00:00:00",
                "1767225600",
                "NaN"
            })
    void refusesWhatIsNoDateOrNoFormat(String text) {
        assertThat(parse(text, TimeFormat.ISO, TimeFormat.SQL)).isEqualTo(TimeParser.INVALID);
    }

    @Test
    void acceptsOnlyTheFormatsOfTheSpec() {
        assertThat(parse("2026-01-01T00:00:00", TimeFormat.SQL)).isEqualTo(TimeParser.INVALID);
        assertThat(parse("2026-01-01 00:00:00", TimeFormat.ISO)).isEqualTo(TimeParser.INVALID);
        assertThat(parse("1767225600", TimeFormat.EPOCH_SECONDS)).isEqualTo(1_767_225_600_000L);
        assertThat(parse("1767225600", TimeFormat.EPOCH_MILLIS)).isEqualTo(1_767_225_600L);
    }

    @ParameterizedTest
    @CsvSource({
        "1767225600.1239,1767225600123",
        "-1.5,-1500",
        "-0.0001,-1",
        "1.7672256e9,1767225600000",
        "17672256E+2,1767225600000",
        "0,0"
    })
    void readsEpochNumbersRoundedDown(String number, long millis) {
        assertThat(number(number, TimeFormat.EPOCH_SECONDS)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99", "1e-99", "999999999999999999", "253402300800", "1e999999999", "0.1e400"})
    void boundsEpochNumbers(String number) {
        long parsed = number(number, TimeFormat.EPOCH_SECONDS);
        assertThat(parsed == TimeParser.INVALID || parsed == 0).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.", ".5", "1e3", "0x10", " 1", "1 ", "１"})
    void refusesTextsThatAreNoDigits(String text) {
        assertThat(parse(text, TimeFormat.EPOCH_SECONDS)).isEqualTo(TimeParser.INVALID);
    }

    @Property
    boolean knowsTheCalendar(
            @ForAll @IntRange(min = 1, max = 9999) int year,
            @ForAll @IntRange(min = 0, max = 14) int month,
            @ForAll @IntRange(min = 0, max = 33) int day) {
        long parsed = parse("%04d-%02d-%02dT12:34:56.7-05:30".formatted(year, month, day), TimeFormat.ISO);
        try {
            LocalDate date = LocalDate.of(year, month, day);
            return parsed
                    == OffsetDateTime.parse(date + "T12:34:56.7-05:30")
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            return parsed == TimeParser.INVALID;
        }
    }

    private static long parse(String text, TimeFormat... formats) {
        return new TimeParser(List.of(formats)).text(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long number(String text, TimeFormat format) {
        return new TimeParser(List.of(format)).number(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
    }
}
