package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HitTest {
    @Test
    void isWrittenAsTheJobReadsIt() {
        Hit hit = new Hit(
                "83.149.9.216",
                Instant.parse("2015-05-17T10:05:03Z"),
                "http://semicomplete.com/",
                "www.semicomplete.com",
                "/x.png");

        assertThat(hit.toJson()).isEqualTo("""
                        {"ip":"83.149.9.216","event_time":"2015-05-17T10:05:03.000000","referrer":"http://semicomplete.com/",\
                        "host":"www.semicomplete.com","url":"/x.png","geodata":"{}"}""");
    }

    @Test
    void escapesWhatJsonMustNotHold() {
        Hit hit = new Hit("-", Instant.parse("2026-11-20T23:59:59.999999Z"), "\"\\\u0000\n", "h", "/ä");

        assertThat(hit.toJson())
                .contains("\"referrer\":\"\\\"\\\\\\u0000\\n\"")
                .contains("\"url\":\"/ä\"")
                .contains("T23:59:59.999999\"");
    }
}
