package dev.windowpane.control.jobs;

import java.time.Instant;
import java.util.Optional;

/** A job's observed state and, where it leaves a question, a sentence about it. */
public record Observed(JobState state, Instant since, Optional<String> detail) {}
