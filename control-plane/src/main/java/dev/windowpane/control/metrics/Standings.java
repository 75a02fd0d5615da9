package dev.windowpane.control.metrics;

import dev.windowpane.control.metrics.RunFigures.Figures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far jobs had counted when this instance last looked, and what the clusters said then. */
@ApplicationScoped
class Standings {
    private volatile Map<Integer, Standing> newest = Map.of();
    private volatile Map<Integer, Figures> figures = Map.of();

    void saw(List<Standing> standings) {
        newest = standings.stream().collect(Collectors.toUnmodifiableMap(Standing::job, Function.identity()));
    }

    /** What the clusters say, by job; empty on an instance that does not act on jobs. */
    void told(Map<Integer, Figures> latest) {
        figures = Map.copyOf(latest);
    }

    /** Nobody knows while Postgres is away. */
    void forget() {
        newest = Map.of();
        figures = Map.of();
    }

    Map<Integer, Standing> byJob() {
        return newest;
    }

    Figures figures(int job) {
        return figures.getOrDefault(job, Figures.NONE);
    }
}
