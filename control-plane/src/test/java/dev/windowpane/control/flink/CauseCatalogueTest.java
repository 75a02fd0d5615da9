package dev.windowpane.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against texts of real failures, which {@link RecordCauses} has produced and named {@code <CODE>[.<variant>].txt}. */
class CauseCatalogueTest {
    private static final Path TEXTS = Path.of("src/test/resources/causes");
    private static final Path TABLE = Path.of("../docs/causes.md");

    static List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.sorted().toList();
        }
    }

    private static String code(Path text) {
        return String.valueOf(text.getFileName()).replaceFirst("\\..*", "");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void knowsTheCauseInARealText(Path text) throws IOException {
        FlinkCause cause = Causes.of(Files.readString(text));

        assertThat(cause.code()).isEqualTo(code(text));
        assertThat(cause.sentence())
                .isNotBlank()
                .hasSizeLessThan(600)
                .doesNotContain("\n", "Internal server error", "CompletionException", "\tat ");
        assertThat(cause.hint()).isNotBlank();
    }

    @Test
    void everyCodeHasBeenSeen() throws IOException {
        Set<String> seen = texts().stream().map(CauseCatalogueTest::code).collect(Collectors.toSet());
        Set<String> known = Arrays.stream(CauseCode.values())
                .filter(code -> !code.isOwn())
                .map(CauseCode::name)
                .collect(Collectors.toSet());

        // Some real texts say nothing that the catalogue knows
        assertThat(seen).contains("UNKNOWN").hasSizeGreaterThan(25);
        seen.remove("UNKNOWN");
        assertThat(seen).isEqualTo(known);
    }

    @Test
    void textsNameNoMachineAndNoSecret() throws IOException {
        for (Path text : texts()) {
            assertThat(Files.readString(text))
                    .as(text.toString())
                    .doesNotContainPattern("/(root|home|work)/")
                    .doesNotContainPattern("/tmp/\\S*[0-9]{6}")
                    .doesNotContainPattern("127\\.0\\.0\\.1:(?!9999)[0-9]");
        }
    }

    private static String whose(CauseCode code) {
        return switch (code.fault()) {
            case REVISION -> "spec or JAR";
            case ENVIRONMENT -> "surroundings";
        };
    }

    @Test
    void theTableInTheDocumentationIsTheCatalogue() throws IOException {
        List<String> rows = Arrays.stream(CauseCode.values())
                .map(code -> "| `%s` | %s | %s |".formatted(code, whose(code), code.hint()))
                .toList();

        assertThat(Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| `")))
                .as("docs/causes.md; its rows are to be:\n%s", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }
}
