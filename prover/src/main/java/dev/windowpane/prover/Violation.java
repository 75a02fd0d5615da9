package dev.windowpane.prover;

import java.time.Instant;

/**
 * A moment at which the numbers did not add up.
 *
 * @param seenAt by the database's clock
 * @param rule which of the {@link Rule}s
 * @param values job, keys and the numbers that disagree
 */
public record Violation(Instant seenAt, Rule rule, String values) {
    @Override
    public String toString() {
        return "%s %s: %s".formatted(seenAt, rule, values);
    }
}
