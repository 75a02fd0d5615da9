package dev.windowpane.control.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are wanted.
 *
 * @param replay a {@link DeadLetter.Replay}, or {@code NONE} for those nobody wanted to be read again
 * @param search a text that the payload contains, in either case
 */
record DeadLetterQuery(
        Optional<String> reason,
        Optional<Integer> partition,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> replay,
        Optional<String> search) {}
