package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user accepts to lose: every gap that is open, as it was shown. */
@RegisterForReflection
record AcceptedGaps(
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
        List<GapRange> gaps) {
    AcceptedGaps {
        gaps = List.copyOf(gaps);
    }

    /** Whether these are exactly the open ones. */
    boolean areAll(List<Gap> open) {
        return Set.copyOf(gaps).equals(open.stream().map(GapRange::of).collect(Collectors.toUnmodifiableSet()));
    }
}
