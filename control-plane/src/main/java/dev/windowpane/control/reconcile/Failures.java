package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Sighting.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Why launched runs do not run. Each question is a call to Flink, so only a few are asked in a pass, and of the other runs what was heard
 * last: with 100 jobs that Flink was restarting a pass took 1.8 s, almost all of it 100 such questions.
 */
final class Failures {
    static final int EACH_PASS = 8;

    private final Map<String, Heard> heard = new HashMap<>();
    private long pass;
    private int asked;
    private int wanted;
    /** So many passes later every run that wants it has had its turn. */
    private long round = 1;

    private record Heard(long pass, Optional<Failure> failure) {}

    /** A pass begins. */
    void begin() {
        round = Math.max(1, Math.ceilDiv(wanted, EACH_PASS));
        pass++;
        asked = 0;
        wanted = 0;
    }

    /** Forgets runs that have ended. */
    void keepOnly(Set<String> runs) {
        heard.keySet().retainAll(runs);
    }

    /** @param question to Flink; not asked if it is not the run's turn */
    Optional<Failure> of(String run, Supplier<Optional<Failure>> question) {
        wanted++;
        Heard last = heard.get(run);
        boolean isTurn = asked < EACH_PASS && (last == null || pass - last.pass() >= round);
        if (isTurn) {
            asked++;
            heard.put(run, new Heard(pass, question.get()));
        }
        return Optional.ofNullable(heard.get(run)).flatMap(Heard::failure);
    }
}
