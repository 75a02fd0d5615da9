package dev.windowpane.e2e;

import static org.awaitility.Awaitility.await;

import dev.windowpane.local.PostgresAddress;
import dev.windowpane.prover.Look;
import dev.windowpane.prover.Pace;
import dev.windowpane.prover.Poller;
import dev.windowpane.prover.Rules;
import dev.windowpane.prover.Target;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/** The prover, looking at the stack of the tests. */
final class Looks {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Looks() {}

    static Poller at(PostgresAddress postgres, Pace pace, Consumer<Look> listener) {
        Target target = new Target(
                "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), postgres.database()),
                postgres.user(),
                postgres.passwordFile());
        return new Poller(target, pace, new Rules(true), listener);
    }

    /** So that a poller that has died unseen is not taken for one that saw nothing: whether it has looked once more, from beginning to end. */
    static boolean goOn(Poller poller) {
        long before = poller.polls();
        try {
            await().atMost(PATIENCE).until(() -> poller.polls() > before + 1);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
