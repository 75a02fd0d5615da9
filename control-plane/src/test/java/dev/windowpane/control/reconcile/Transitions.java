package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Phase;
import java.util.List;
import java.util.Map;

/** Which phase may follow which. */
final class Transitions {
    private static final Map<Phase, List<Phase>> NEXT = Map.of(
            Phase.PLANNED, List.of(Phase.JAR_READY, Phase.SUPERSEDED, Phase.STOPPED, Phase.FAILED),
            Phase.JAR_READY, List.of(Phase.SUBMITTING, Phase.SUPERSEDED, Phase.STOPPED, Phase.FAILED),
            Phase.SUBMITTING,
                    List.of(
                            Phase.STARTING,
                            Phase.CANCELLING,
                            Phase.FAILED,
                            Phase.LOST,
                            Phase.SUPERSEDED,
                            Phase.COMPLETED),
            Phase.STARTING,
                    List.of(
                            Phase.RUNNING,
                            Phase.CANCELLING,
                            Phase.FAILED,
                            Phase.LOST,
                            Phase.SUPERSEDED,
                            Phase.COMPLETED),
            Phase.RUNNING, List.of(Phase.CANCELLING, Phase.FAILED, Phase.LOST, Phase.SUPERSEDED, Phase.COMPLETED),
            Phase.CANCELLING, List.of(Phase.STOPPED, Phase.SUPERSEDED),
            Phase.LOST, List.of(Phase.STARTING));

    private Transitions() {}

    static boolean isAllowed(Phase from, Phase to) {
        return NEXT.getOrDefault(from, List.of()).contains(to);
    }
}
