package dev.windowpane.control.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class DeadLettersApiTest {
    @BeforeEach
    void deadLetters() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        """
                insert into job (id, name, spec, desired) overriding system value values
                  (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                """,
                        "insert into dead_letter_counts values (7, 0, 'NOT_JSON', 100), (7, 1, 'NOT_JSON', 20), (7, 1, 'EMPTY', 1)",
                        """
                insert into dead_letters
                  (job, topic, partition, "offset", reason, record_time, size, payload, noted_at, replay, replay_note, replayed_at) values
                  (7, 'hits', 0, 104, 'NOT_JSON', '2026-01-31T12:00:01Z', 9, '\\x6e6f0000206a736f6e', '2026-01-31T12:00:02Z', null, null, null),
                  (7, 'hits', 0, 105, 'NOT_JSON', '2026-01-31T12:00:02Z', 12, '=CMD("50%_\\\\ä")', '2026-01-31T12:00:03Z', 'REFUSED', 'still not JSON', '2026-01-31T13:00:00Z'),
                  (7, 'hits', 1, 7, 'NOT_JSON', '2026-01-31T12:00:03Z', 3, 'x,"y"', '2026-01-31T12:00:04Z', 'DONE', null, '2026-01-31T13:00:00Z'),
                  (7, 'hits', 1, 2, 'EMPTY', '2026-01-31T12:00:04Z', 0, '', '2026-01-31T12:00:05Z', null, null, null)
                """.replace("'=CMD(\"50%_\\\\ä\")'", "convert_to('=CMD(\"50%_\\ä\")', 'UTF8')"));
    }

    private static ValidatableResponse replay(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/dead-letters/replay")
                .then();
    }

    @Test
    void areShownAsTextThatHarmsNobody() {
        given().get("/api/dead-letters?reason=NOT_JSON&replay=NONE")
                .then()
                .body("items", hasSize(1))
                .body("items[0].offset", equalTo(104))
                .body("items[0].notedAt", equalTo("2026-01-31T12:00:02Z"))
                .body("items[0].payloadBase64", equalTo("bm8AACBqc29u"))
                .body("items[0].preview", equalTo("no\uFFFD\uFFFD json"))
                .body("items[0].replay", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit=1000 | 2 7 105 104
                    reason=NOT_JSON                                      | 7 105 104
                    partition=1                                          | 2 7
                    from=2026-01-31T12:00:02Z&to=2026-01-31T12:00:04Z    | 7 105
                    replay=NONE                                          | 2 104
                    replay=DONE                                          | 7
                    replay=REFUSED                                       | 105
                    search=JSON                                          | 104
                    search=cmd                                           | 105
                    search=50%25_%5C                                     | 105
                    search=%C3%A4                                        | 105
                    search=%25                                           | 105
                    search=_                                             | 105
                    search=,%22                                          | 7
                    partition=1&reason=EMPTY&search=x                    |
                    """)
    void areFilteredAndListedNewestFirst(String query, String offsets) {
        List<Object> found = given().urlEncodingEnabled(false)
                .get("/api/dead-letters?" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.offset");
        assertThat(found.stream().map(Object::toString))
                .containsExactlyElementsOf(offsets == null ? List.of() : List.of(offsets.split(" ", -1)));
    }

    @Test
    void goOnWhereAPageEnds() {
        List<Integer> offsets = new ArrayList<>();
        String cursor = "";
        do {
            ValidatableResponse page = given().queryParam("limit", 1)
                    .queryParams(cursor.isEmpty() ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/api/dead-letters")
                    .then()
                    .statusCode(200);
            offsets.addAll(page.extract().<List<Integer>>path("items.offset"));
            cursor = java.util.Objects.requireNonNullElse(page.extract().path("next"), "");
        } while (!cursor.isEmpty());
        assertThat(offsets).containsExactly(2, 7, 105, 104);
    }

    @Test
    void canBeHadAsCsvThatNoSpreadsheetRuns() {
        String csv = given().accept("text/csv")
                .get("/api/dead-letters")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .header("Content-Disposition", equalTo("attachment; filename=\"dead-letters-shop.csv\""))
                .extract()
                .asString();
        assertThat(csv).startsWith("topic,partition,offset,reason,").endsWith("\r\n");
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
        assertThat(rows).extracting(row -> row.getField("offset")).containsExactly("2", "7", "105", "104");
        assertThat(rows)
                .extracting(row -> row.getField("preview"))
                .containsExactly("", "x,\"y\"", "'=CMD(\"50%_\\ä\")", "no\uFFFD\uFFFD json");
        assertThat(rows.get(3).getField("payload_base64")).isEqualTo("bm8AACBqc29u");
        assertThat(rows.get(2).getField("replay_note")).isEqualTo("still not JSON");
    }

    @Test
    void canBeHadInALineOfJsonEach() throws IOException {
        TestStack.get().sql("""
                insert into dead_letters (job, topic, partition, "offset", reason, record_time, size, payload)
                select 7, 'hits', 2, n, 'NO_HOST', '2026-01-31T12:00:00Z', 2, '{}' from generate_series(1, 1001) n
                """);
        String[] lines = given().accept("application/x-ndjson")
                .get("/api/dead-letters?reason=NO_HOST")
                .then()
                .statusCode(200)
                .contentType(containsString("application/x-ndjson"))
                .extract()
                .asString()
                .strip()
                .split("\n", -1);
        Set<Long> offsets = new HashSet<>();
        for (String line : lines) {
            JsonNode letter = new ObjectMapper().readTree(line);
            assertThat(letter.path("preview").asText()).isEqualTo("{}");
            offsets.add(letter.path("offset").asLong());
        }
        assertThat(lines).hasSize(1001);
        assertThat(offsets).hasSize(1001).contains(1L, 1001L);
    }

    @Test
    void canBeDownloadedByALink() {
        given().get("/api/dead-letters?format=csv&reason=EMPTY").then().contentType(containsString("text/csv"));
        given().get("/api/dead-letters?format=ndjson&reason=EMPTY")
                .then()
                .contentType(containsString("application/x-ndjson"));
    }

    @Test
    void ofAReasonAreReplayedUnlessTheyAreAlready() {
        replay("{\"reason\": \"NOT_JSON\"}")
                .statusCode(202)
                .body("wanted", equalTo(2))
                .body("notKept", equalTo(118));
        given().get("/api/dead-letters?replay=WANTED")
                .then()
                .body("items.offset", contains(105, 104))
                .body("items[0].replayNote", nullValue())
                .body("items[0].replayedAt", nullValue());
        replay("{\"reason\": \"NOT_JSON\"}").statusCode(409).body("detail", containsString("of 118 only the number"));
    }

    @Test
    void areReplayedOneByOne() {
        replay(
                        "{\"job\": \"shop\", \"items\": [{\"partition\": 1, \"offset\": 2}, {\"partition\": 1, \"offset\": 7}, {\"partition\": 5, \"offset\": 1}]}")
                .statusCode(202)
                .body("wanted", equalTo(1))
                .body("notKept", equalTo(1));
        given().get("/api/dead-letters?replay=WANTED").then().body("items.offset", contains(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"reason\": \"NONE\"}",
                "{\"reason\": 1}",
                "{\"reason\": \"EMPTY\", \"items\": []}",
                "{\"items\": []}",
                "{\"items\": [null]}",
                "{\"items\": [{\"partition\": 0}]}",
                "{\"items\": [{\"partition\": 99999999999, \"offset\": 1}]}",
                "{\"items\": [{\"partition\": 0, \"offset\": 1e99}]}",
                "{\"items\": [{\"partition\": 0, \"offset\": 1, \"x\": 1}]}",
                "{\"reason\": \"EMPTY\", \"all\": true}",
                "{\"reason\": \"EMPTY\", \"job\": 7}"
            })
    void areNotReplayedByWhatMakesNoSense(String body) {
        replay(body).statusCode(400).contentType("application/problem+json");
        given().get("/api/dead-letters?replay=WANTED").then().body("items", hasSize(0));
    }

    @Test
    void ofAnUnknownJobAreNotFound() {
        replay("{\"job\": \"nobody\", \"reason\": \"EMPTY\"}").statusCode(404);
    }
}
