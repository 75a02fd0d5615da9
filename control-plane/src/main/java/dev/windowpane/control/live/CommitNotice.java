package dev.windowpane.control.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Counts have changed. It says where, not what: the numbers are read with {@code /api/series}.
 *
 * @param changed the windows that changed; empty if none did, only progress or the watermark
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CommitNotice(
        String job,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt,

        @Schema(description = "The windows that changed; absent if only progress was made")
        Optional<ChangedRange> changed) {
    /** From the first changed window's start to the last one's end, half-open. */
    record ChangedRange(Instant from, Instant to) {
        /** Nobody knows which windows changed: notifications may have been missed. */
        static final ChangedRange ANYWHERE =
                new ChangedRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));

        ChangedRange and(ChangedRange other) {
            return new ChangedRange(
                    from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    static Optional<ChangedRange> together(Optional<ChangedRange> one, Optional<ChangedRange> other) {
        return Stream.concat(one.stream(), other.stream()).reduce(ChangedRange::and);
    }
}
