package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A shell in a directory of its own, in which {@code ./windowpane} is the checkout's and means the stack of the tests. */
record Launcher(Path directory, Stack stack) {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    record Result(int status, String out, String err) {}

    static Launcher in(Path directory, Stack stack) {
        try {
            Path program = directory.resolve("windowpane");
            Files.writeString(program, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(Checkout.file("windowpane")));
            assertThat(program.toFile().setExecutable(true)).isTrue();
            return new Launcher(directory, stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script of the documents: it ends at the first command that fails. */
    Result run(String script) {
        try {
            Path out = directory.resolve("out");
            Path err = directory.resolve("err");
            ProcessBuilder shell = new ProcessBuilder("sh", "-euc", here(script))
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            shell.environment().put("WINDOWPANE_URL", stack.api.url.toString());
            shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = shell.start();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("ended in time; %s %s", Files.readString(out), Files.readString(err))
                    .isTrue();
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The documents' addresses are those that {@code up} takes if it can; tests take free ones. */
    private String here(String script) {
        return script.replace(
                        "127.0.0.1:19092",
                        String.valueOf(stack.local.addresses().kafkaBootstrap()))
                .replace("http://127.0.0.1:8080", stack.api.url.toString().replaceFirst("/$", ""));
    }
}
