package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.prover.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a scenario shows: figures, and whether the rules held at each look. */
final class Findings {
    private final String fault;
    private final String title;
    private final Instant began;
    private final List<Figure> figures = new ArrayList<>();
    private LongSupplier polls = () -> 0;
    private Supplier<List<Violation>> violations = List::of;

    Findings(String fault, String title, Instant began) {
        this.fault = fault;
        this.title = title;
        this.began = began;
    }

    String fault() {
        return fault;
    }

    String title() {
        return title;
    }

    Instant began() {
        return began;
    }

    /** Who looks, from now on. */
    void lookedAtBy(LongSupplier countOfPolls, Supplier<List<Violation>> broken) {
        polls = countOfPolls;
        violations = broken;
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
        return polls.getAsLong();
    }

    List<Violation> violations() {
        return violations.get();
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }
}
