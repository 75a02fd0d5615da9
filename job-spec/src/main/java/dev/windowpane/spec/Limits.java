package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How many keys a window may have. Hits of keys beyond that are counted under {@link Dimension#OTHER}, so totals stay exact whatever
 * is sent.
 *
 * @param hosts rows of a window by host, without {@link Dimension#OTHER}
 * @param referrers rows of a window and host by referrer, without {@link Dimension#OTHER}
 */
public record Limits(int hosts, int referrers) implements Serializable {
    /** 10,000 hosts, 1,000 referrers each. */
    public static final Limits DEFAULT = of(null, null);

    public Limits {
        Check.between("hosts", hosts, 1, 1_000_000);
        Check.between("referrers", referrers, 1, 1_000_000);
    }

    @JsonCreator
    static Limits of(
            @JsonProperty("hosts") @Nullable Integer hosts, @JsonProperty("referrers") @Nullable Integer referrers) {
        return new Limits(hosts == null ? 10_000 : hosts, referrers == null ? 1_000 : referrers);
    }
}
