package dev.windowpane.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSpecTest {
    @ParameterizedTest
    @CsvSource({
        "PT5M, PT0S, 2015-05-17T10:05:03Z, 2015-05-17T10:05:00Z",
        "PT5M, PT0S, 2015-05-17T10:04:59Z, 2015-05-17T10:00:00Z",
        "PT5M, PT0S, 2015-05-17T10:05:00Z, 2015-05-17T10:05:00Z",
        "PT10M, PT1M, 2015-05-17T10:05:00Z, 2015-05-17T10:01:00Z",
        "PT5M, PT0S, 1969-12-31T23:59:59Z, 1969-12-31T23:55:00Z",
        "PT24H, PT0S, 2015-05-17T10:05:00Z, 2015-05-17T00:00:00Z"
    })
    void putsATimeIntoTheWindowThatHoldsIt(Duration size, Duration offset, Instant time, Instant start) {
        assertThat(new WindowSpec.Tumbling(size, offset).startOf(time.getEpochSecond()))
                .isEqualTo(start.getEpochSecond());
    }
}
