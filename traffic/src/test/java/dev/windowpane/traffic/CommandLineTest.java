package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = TrafficMain.commandLine(InstantSource.fixed(Instant.EPOCH));
        return commandLine
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("replay", "--help")).isZero();
        assertThat(out.toString()).contains("--bootstrap-servers", "--topic", "--host", "--shift-to-now", "--speed");
    }

    @Test
    void aMissingLogIsNamedWithoutAStackTrace() {
        assertThat(run("replay", "/no/such.log")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("replay: /no/such.log cannot be read: there is no such file");
    }

    @Test
    void anAddressThatDoesNotResolveIsNamedWithoutAStackTrace() {
        assertThat(run("replay", "--bootstrap-servers", "nonsense", "pom.xml")).isEqualTo(1);
        assertThat(err.toString().strip()).startsWith("replay: 'nonsense' cannot be used as Kafka's address: ");
    }

    @Test
    void wrongOptionsAreRefusedWithTheUsage() {
        assertThat(run("replay", "--host", "a b", "x.log")).isEqualTo(2);
        assertThat(run("replay", "--speed", "0", "x.log")).isEqualTo(2);
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("sample", "--rate", "0")).isEqualTo(2);
        assertThat(run("sample", "--fill", "-PT1H")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("--host must be a host name", "--rate must be 0.01 to 500", "Usage:");
    }
}
