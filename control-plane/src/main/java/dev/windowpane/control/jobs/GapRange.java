package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** One gap by what makes it that gap. */
@RegisterForReflection
record GapRange(
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
        int partition,

        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
        long fromOffset,

        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
        long toOffset) {
    static GapRange of(Gap gap) {
        return new GapRange(gap.partition(), gap.fromOffset(), gap.toOffset());
    }

    @Override
    public String toString() {
        return "partition %d: %d to %d".formatted(partition, fromOffset, toOffset);
    }
}
