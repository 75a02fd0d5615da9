package dev.windowpane.cli;

import dev.windowpane.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the command line in this process. Time passes only while it waits. */
final class Shell {
    static final Instant NOW = Instant.parse("2026-01-31T12:34:56Z");

    private final Map<String, String> environment = new HashMap<>();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private Terminal terminal = Terminal.NONE;
    private String in = "";
    private Runnable atEachWait = () -> {};

    /** What a call has written and its exit status. */
    record Result(int status, String out, String err) {}

    Shell(FakeApi api) {
        environment.put("WINDOWPANE_URL", api.url());
    }

    Shell(Map<String, String> environment) {
        this.environment.putAll(environment);
    }

    Shell typing(String text) {
        this.in = text;
        return this;
    }

    Shell on(Terminal other) {
        this.terminal = other;
        return this;
    }

    Shell atEachWait(Runnable action) {
        this.atEachWait = action;
        return this;
    }

    int waits() {
        return waits.get();
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                environment,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                terminal,
                time::get,
                duration -> {
                    waits.incrementAndGet();
                    time.updateAndGet(now -> now.plus(duration));
                    atEachWait.run();
                },
                () -> "key-" + keys.incrementAndGet());
        int status = Cli.of(surroundings, arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
