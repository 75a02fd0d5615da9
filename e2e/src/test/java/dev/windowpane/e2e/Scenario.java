package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.prover.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One fault under load: what it needs, and what is measured meanwhile. */
final class Scenario {
    final FullStack stack;
    /** Of this scenario alone, so that it is the same whatever ran before. */
    final SplittableRandom random;

    private final String fault;
    private final String title;
    private final long pollsBefore;
    private final int violationsBefore;
    private final List<Figure> figures = new ArrayList<>();

    Scenario(FullStack stack, FullSettings settings, String fault, String title) {
        this.stack = stack;
        this.fault = fault;
        this.title = title;
        this.random = new SplittableRandom(settings.seed() * 31 + title.hashCode());
        this.pollsBefore = stack.poller.polls();
        this.violationsBefore = stack.poller.violations().size();
    }

    String fault() {
        return fault;
    }

    String title() {
        return title;
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
        figures.add(figure);
    }

    /** A bound that is missed is told; one that is missed by far is a failure. */
    void atMost(String name, Duration value, Duration bound) {
        figure(Figure.atMost(name, value, bound));
        assertThat(value).as(name).isLessThan(bound.multipliedBy(Figure.INTOLERABLE));
    }

    long polls() {
        return stack.poller.polls() - pollsBefore;
    }

    List<Violation> violations() {
        List<Violation> all = stack.poller.violations();
        return all.subList(violationsBefore, all.size());
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    Duration randomly(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }
}
