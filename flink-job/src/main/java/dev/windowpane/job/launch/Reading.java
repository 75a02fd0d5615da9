package dev.windowpane.job.launch;

import java.util.Map;
import java.util.Optional;

/**
 * What a launch reads.
 *
 * @param starts where each partition starts
 * @param ends where each partition ends, exclusive; empty where the job has no end
 */
public record Reading(Map<Integer, Long> starts, Optional<Map<Integer, Long>> ends) {
    public Reading {
        starts = Map.copyOf(starts);
        ends = ends.map(Map::copyOf);
    }
}
