package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    private final Shell shell = new Shell(Map.of("WINDOWPANE_URL", "http://127.0.0.1:1"));

    static Stream<String> verbs() {
        return Stream.concat(
                Verb.ALL.stream().map(verb -> (verb.group() + " " + verb.name()).strip()),
                Stream.of("jobs gaps accept"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasHelpWithAnExampleOfItself(String verb) {
        Shell.Result result = shell.run((verb + " --help").split(" ", -1));

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Usage: windowpane " + verb)
                .containsPattern("\\nExamples:\\n(.*\\n)*.*windowpane " + verb)
                .doesNotContain("\u001b");
    }

    @Test
    void helpListsEveryVerbAndExitStatus() {
        assertThat(shell.run("--help").out())
                .contains(
                        "jobs",
                        "operations",
                        "clusters",
                        "hits",
                        "ledger",
                        "dead-letters",
                        "completion",
                        "up ",
                        "verify")
                .contains("  7   not done in time; it goes on");
        String jobs = shell.run("jobs", "--help").out();
        assertThat(Verb.ALL.stream().filter(verb -> verb.group().equals("jobs")))
                .allSatisfy(verb -> assertThat(jobs).containsPattern("\\n  %s +[A-Z]".formatted(verb.name())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    jobs lst                  | windowpane jobs: there is no 'lst' here; did you mean list?
                    jobs rol mine             | windowpane jobs: there is no 'rol' here; did you mean rollback?
                    job list                  | windowpane: there is no 'job' here; did you mean jobs?
                    pu                        | windowpane: there is no 'pu' here; did you mean up?
                    jobs get mine --oputut x  | windowpane jobs get: there is no '--oputut' here; did you mean --output?
                    jobs qqqqqqqq             | windowpane jobs: there is no 'qqqqqqqq' here
                    jobs start                | windowpane jobs start: Missing required parameter: 'NAME'
                    jobs create               | windowpane jobs create: Missing required option: '--file=FILE'
                    jobs list -o xml          | windowpane jobs list: Invalid value for option '--output'
                    jobs list --tz Mars       | windowpane jobs list: Invalid value for option '--tz'
                    hits top --from tomorow   | windowpane hits top: --from: 'tomorow' is no time; write RFC 3339, a date, now
                    jobs start a --timeout x  | windowpane jobs start: Invalid value for option '--timeout': 'x' is no duration
                    jobs history a --limit 0  | windowpane jobs history: --limit must be at least 1, but is 0
                    up                        | 'up' is a verb of the launcher: ./windowpane up in a checkout
                    """)
    void wrongCommandLinesAreNamedAndMeanTwo(String command, String message) {
        Shell.Result result = shell.run(command.split(" +", -1));

        assertThat(result.err()).startsWith(message);
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(Exit.USAGE);
    }

    @Test
    void aGroupAloneShowsItsVerbs() {
        Shell.Result result = shell.run("jobs");

        assertThat(result.status()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).startsWith("Usage: windowpane jobs").contains("rollback");
        assertThat(shell.run().status()).isEqualTo(Exit.USAGE);
    }

    @Test
    void theScriptForShellsKnowsEveryVerb() {
        String bash = shell.run("completion", "bash").out();

        assertThat(bash).contains("complete -F", "dead-letters", "rollback", "verify", "--if-revision");
        assertThat(shell.run("completion", "zsh").out()).endsWith(bash).startsWith("autoload");
    }

    @Test
    void saysItsVersion() {
        assertThat(shell.run("--version").out()).startsWith("windowpane ");
    }
}
