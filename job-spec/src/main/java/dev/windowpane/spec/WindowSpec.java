package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How event time is cut into windows. Sliding and cumulative windows are sums of tumbling ones at read time, so no kind of their own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = WindowSpec.Tumbling.class, name = "tumbling"))
public sealed interface WindowSpec extends Serializable {
    /** Tumbling windows of five minutes, aligned to the hour in UTC. */
    static WindowSpec fiveMinutes() {
        return new Tumbling(Duration.ofMinutes(5), Duration.ZERO);
    }

    /**
     * Windows of one size that touch and do not overlap: {@code [offset + n·size, offset + (n+1)·size)} from the epoch.
     *
     * @param size whole seconds, 1 second to 1 day
     * @param offset whole seconds, at least 0 and less than the size
     */
    record Tumbling(Duration size, Duration offset) implements WindowSpec {
        public Tumbling {
            Check.between("size", size, Duration.ofSeconds(1), Duration.ofDays(1));
            if (size.toNanosPart() != 0 || offset.toNanosPart() != 0) {
                throw new IllegalArgumentException("size and offset must be whole seconds");
            }
            if (offset.isNegative() || offset.compareTo(size) >= 0) {
                throw new IllegalArgumentException(
                        "offset must be at least PT0S and less than the size %s, but is %s".formatted(size, offset));
            }
        }

        @JsonCreator
        static Tumbling of(
                @JsonProperty("size") @Nullable Duration size, @JsonProperty("offset") @Nullable Duration offset) {
            return new Tumbling(size == null ? Duration.ofMinutes(5) : size, offset == null ? Duration.ZERO : offset);
        }
    }

    Duration size();

    Duration offset();

    /** The start of the window that holds {@code epochSecond}, in seconds since the epoch. */
    default long startOf(long epochSecond) {
        long size = size().toSeconds();
        return epochSecond - Math.floorMod(epochSecond - offset().toSeconds(), size);
    }
}
