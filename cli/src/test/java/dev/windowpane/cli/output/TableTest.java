package dev.windowpane.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Json;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS = List.of(
            Column.prose("KEY", "/key"),
            Column.state("STATE", "/state"),
            Column.count("HITS", "/hits"),
            Column.prose("DETAIL", "/detail"));
    private static final String ROWS = """
            [{"key": "日本.example", "state": "FAILED", "hits": 1234567, "detail": "a detail that is rather long"},
             {"key": "e\u0301.example", "state": "odd", "hits": 1, "detail": "x"}]""";

    private static List<String> lines(Terminal terminal) throws JacksonException {
        JsonNode rows = Json.read(ROWS);
        return new Table(COLUMNS, terminal, new Cells(ZoneOffset.UTC)).rows(rows);
    }

    @Test
    void alignsWideAndCombiningCharacters() throws JacksonException {
        assertThat(lines(Terminal.NONE))
                .containsExactly(
                        "KEY           STATE        HITS  DETAIL",
                        "日本.example  FAILED  1,234,567  a detail that is rather long",
                        "e\u0301.example     odd             1  x");
    }

    @Test
    void cutsTheLongTextsToTheTerminal() throws JacksonException {
        assertThat(lines(new Terminal(true, true, 50, false)))
                .allMatch(line -> Text.width(line) <= 50)
                .contains("日本.example  FAILED  1,234,567  a detail that is…");
        assertThat(lines(new Terminal(true, true, 16, false))).allMatch(line -> Text.width(line) <= 16);
    }

    @Test
    void coloursStatesOnly() throws JacksonException {
        assertThat(lines(new Terminal(true, true, 0, true)))
                .containsExactly(
                        "KEY           STATE        HITS  DETAIL",
                        "日本.example  \u001b[31mFAILED\u001b[0m  1,234,567  a detail that is rather long",
                        "e\u0301.example     odd             1  x");
    }

    @Test
    void noColourIsRespected() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1", "TERM", "xterm")).colour())
                .isFalse();
        assertThat(Terminal.of(Map.of()).colour()).isFalse();
    }

    @Test
    void showsNothingThatATerminalObeys() {
        assertThat(Text.printable("a\u001b[2J\u0007\u0085\u202eb\nc\td"))
                .isEqualTo("a\uFFFD[2J\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFDd");
        assertThat(Text.printable("Žluťoučký 日本 😀")).isEqualTo("Žluťoučký 日本 😀");
    }
}
