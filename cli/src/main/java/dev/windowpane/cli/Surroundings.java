package dev.windowpane.cli;

import dev.windowpane.cli.client.Pause;
import dev.windowpane.cli.output.Terminal;
import java.io.InputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the program finds around it.
 *
 * @param in standard input
 * @param keys makes an Idempotency-Key that nobody else has
 */
record Surroundings(
        Map<String, String> environment,
        InputStream in,
        Terminal terminal,
        InstantSource clock,
        Pause pause,
        Supplier<String> keys) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings real() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                System.in,
                Terminal.of(environment),
                Clock.systemUTC(),
                Pause.real(),
                () -> UUID.randomUUID().toString());
    }
}
