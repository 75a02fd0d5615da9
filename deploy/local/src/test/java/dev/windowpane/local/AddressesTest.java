package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void writesOneKeyPerLineInTheAgreedShape() {
        Addresses addresses = new Addresses(
                URI.create("http://127.0.0.1:8080"),
                "127.0.0.1:19092",
                "hits",
                new PostgresAddress("127.0.0.1", 15_432, "windowpane", "windowpane_reader", Path.of("/w/reader")),
                new FlinkAddress(
                        URI.create("https://127.0.0.1:18081"),
                        Path.of("/w/k.p12"),
                        Path.of("/w/t.p12"),
                        Path.of("/w/p")),
                Map.of("windowpane", 7L));

        assertThat(addresses.toJson()).isEqualTo("""
                        {
                          "controlPlane": "http://127.0.0.1:8080",
                          "kafkaBootstrap": "127.0.0.1:19092",
                          "topic": "hits",
                          "postgres": {
                            "host": "127.0.0.1",
                            "port": 15432,
                            "database": "windowpane",
                            "user": "windowpane_reader",
                            "passwordFile": "/w/reader"
                          },
                          "flink": {
                            "url": "https://127.0.0.1:18081",
                            "keyStore": "/w/k.p12",
                            "trustStore": "/w/t.p12",
                            "passwordFile": "/w/p"
                          },
                          "pids": {
                            "windowpane": 7
                          }
                        }
                        """);
    }

    @Test
    void leavesOutWhatTheStackDoesNotHave() {
        Addresses addresses = new Addresses(null, "127.0.0.1:1", "hits", null, null, Map.of("kafka", 8L));

        assertThat(addresses.toJson()).doesNotContain("controlPlane", "postgres", "flink", "null");
    }

    @Test
    void escapesWhatJsonCannotHoldAsItIs() {
        assertThat(Json.write(Map.of("a\"b", "c\\d\ne"))).isEqualTo("{\n  \"a\\\"b\": \"c\\\\d\\u000ae\"\n}");
    }
}
