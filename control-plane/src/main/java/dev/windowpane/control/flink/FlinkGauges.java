package dev.windowpane.control.flink;

import java.util.Map;

/**
 * A job's tasks and gauges at a moment.
 *
 * @param waiting tasks that wait for a slot
 * @param gauges by {@code <operator>.<name>}, summed over its subtasks; those that Flink does not know yet are missing
 */
public record FlinkGauges(int waiting, Map<String, Double> gauges) {
    public FlinkGauges {
        gauges = Map.copyOf(gauges);
    }
}
