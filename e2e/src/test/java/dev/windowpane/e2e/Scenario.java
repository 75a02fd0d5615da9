package dev.windowpane.e2e;

import dev.windowpane.prover.Violation;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** One fault under load: what it needs, and what is measured meanwhile. */
final class Scenario {
    final FullStack stack;
    /** Of this scenario alone, so that it is the same whatever ran before. */
    final SplittableRandom random;

    private final Findings findings;

    Scenario(FullStack stack, FullSettings settings, Findings findings) {
        this.stack = stack;
        this.findings = findings;
        this.random =
                new SplittableRandom(settings.seed() * 31 + findings.title().hashCode());
        long pollsBefore = stack.poller.polls();
        int violationsBefore = stack.poller.violations().size();
        findings.lookedAtBy(() -> stack.poller.polls() - pollsBefore, () -> {
            List<Violation> all = stack.poller.violations();
            return all.subList(violationsBefore, all.size());
        });
    }

    /** Lets traffic flow, and begins to measure when it is counted. */
    void underLoad(Mix mix) {
        stack.traffic.flow(mix);
        stack.awaitCommits(3);
        stack.timeline.begin();
    }

    /** Ends the traffic; returns when everything is counted exactly. */
    void endExactly() {
        stack.traffic.stop();
        stack.checker.awaitExact();
        stack.awaitRunning();
    }

    /** Tells the longest time without a visible commit. */
    void gapAtMost(String name, Duration bound) {
        figure(Figure.atMost(name, stack.timeline.longestGap(), bound));
    }

    void figure(Figure figure) {
        findings.figure(figure);
    }

    /** A bound that is missed is told; one that is missed by far is a failure. */
    void atMost(String name, Duration value, Duration bound) {
        findings.atMost(name, value, bound);
    }

    Duration randomly(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }
}
