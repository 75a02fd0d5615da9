package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures();
    private final List<String> asked = new ArrayList<>();

    private Optional<Failure> of(String run) {
        return failures.of(run, () -> {
            asked.add(run);
            return Optional.of(new Failure(RunCause.of("of " + run), false));
        });
    }

    private void pass(int runs) {
        asked.clear();
        failures.begin();
        for (int run = 0; run < runs; run++) {
            of("run " + run);
        }
    }

    @Test
    void asksForFewRunsInEveryPass() {
        for (int pass = 0; pass < 3; pass++) {
            pass(Failures.EACH_PASS);
            assertThat(asked).hasSize(Failures.EACH_PASS);
        }
    }

    @Test
    void asksForManyRunsInTurn() {
        int runs = 10 * Failures.EACH_PASS;
        Set<String> all = new HashSet<>();
        for (int pass = 0; pass < 10; pass++) {
            pass(runs);
            assertThat(asked).hasSize(Failures.EACH_PASS);
            all.addAll(asked);
        }
        assertThat(all).hasSize(runs);
        for (int pass = 0; pass < 10; pass++) {
            pass(runs);
            all.removeAll(asked);
        }
        assertThat(all).as("after another round").isEmpty();
    }

    @Test
    void remembersWhatWasHeardUntilTheRunHasEnded() {
        int runs = 2 * Failures.EACH_PASS;
        pass(runs);
        pass(runs);
        assertThat(of("run 0")).hasValue(new Failure(RunCause.of("of run 0"), false));
        failures.keepOnly(Set.of("run 1"));
        pass(runs);
        assertThat(asked).contains("run 0");
    }
}
