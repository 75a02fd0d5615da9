package dev.windowpane.control.flink;

import java.util.List;
import java.util.Map;

/**
 * How a job's tasks are loaded. What Flink does not know yet is missing.
 *
 * @param ofJob by name
 * @param sums over all subtasks, by {@code <operator>.<name>}; those of tasks by {@code <name>}, over all vertices
 * @param most the greatest of a subtask, by the same names
 */
public record FlinkLoad(Map<String, Double> ofJob, Map<String, Double> sums, Map<String, Double> most) {
    public FlinkLoad {
        ofJob = Map.copyOf(ofJob);
        sums = Map.copyOf(sums);
        most = Map.copyOf(most);
    }

    /**
     * What is asked for.
     *
     * @param ofJob metrics of the job as a whole
     * @param ofOperators {@code <operator>.<name>}
     * @param ofTasks metrics that every task has
     */
    public record Names(List<String> ofJob, List<String> ofOperators, List<String> ofTasks) {
        public Names {
            ofJob = List.copyOf(ofJob);
            ofOperators = List.copyOf(ofOperators);
            ofTasks = List.copyOf(ofTasks);
        }
    }
}
