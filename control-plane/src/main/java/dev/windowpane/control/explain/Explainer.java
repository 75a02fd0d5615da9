package dev.windowpane.control.explain;

import java.util.ArrayList;
import java.util.List;

/** A pure function: facts to the causes that hold, the gravest first. There is always at least one. */
final class Explainer {
    private Explainer() {}

    static List<Reason> explain(Facts facts) {
        List<Reason> reasons = new ArrayList<>();
        StateRules.ownPostgres(facts).ifPresent(reasons::add);
        StateRules.state(facts).ifPresent(reasons::add);
        // Of a job that does not run, what its records are like is no reason
        if (StateRules.runs(facts)) {
            StateRules.jobsPostgres(facts).ifPresent(reasons::add);
            FlowRules.checkpointsFail(facts).ifPresent(reasons::add);
            FlowRules.everythingRejected(facts).ifPresent(reasons::add);
            FlowRules.lagging(facts).ifPresent(reasons::add);
            FlowRules.everythingLate(facts).ifPresent(reasons::add);
            FlowRules.noData(facts).ifPresent(reasons::add);
            FlowRules.allIdle(facts).ifPresent(reasons::add);
            WindowRules.partitionHolds(facts).ifPresent(reasons::add);
            boolean fine = reasons.isEmpty();
            WindowRules.windowOpen(facts).ifPresent(reasons::add);
            if (fine && WindowRules.hasFinalWindows(facts)) {
                reasons.addFirst(FlowRules.ok(facts));
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(FlowRules.ok(facts));
        }
        StateRules.givenUp(facts).ifPresent(reasons::add);
        return List.copyOf(reasons);
    }
}
