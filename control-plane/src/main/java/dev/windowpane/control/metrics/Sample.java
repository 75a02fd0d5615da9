package dev.windowpane.control.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.windowpane.control.metrics.RunFigures.Figures;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a job did at one moment, as a row of {@code job_sample}. Empty: not known. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Sample(
        int job,
        Instant at,
        Optional<Double> recordsPerSecond,
        Optional<Long> lag,
        @JsonProperty("watermark_delay_ms") Optional<Long> watermarkDelay,
        @JsonProperty("checkpoint_ms") Optional<Long> checkpoint,
        @JsonProperty("commit_age_ms") Optional<Long> commitAge,
        @JsonProperty("commit_ms") Optional<Long> commit,
        Optional<Long> restarts,
        Optional<Double> busy,
        Optional<Double> backPressured) {
    static Sample of(Standing standing, Optional<Standing> before, Figures figures) {
        return new Sample(
                standing.job(),
                standing.asOf(),
                before.flatMap(standing::recordsPerSecond),
                figures.lag(),
                standing.watermarkDelay().map(Duration::toMillis),
                figures.checkpointMillis(),
                standing.commitAge().map(Duration::toMillis),
                figures.commitMillis(),
                figures.restarts(),
                figures.busy(),
                figures.backPressured());
    }
}
