package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.List;

/** One way of counting: by these dimensions, in this order. Each has a {@link CountTable}. */
public record Rollup(List<Dimension> by) {
    /** By host, and by host + referrer. */
    public static final List<Rollup> ALL = Arrays.stream(CountTable.values())
            .map(table -> new Rollup(table.dimensions()))
            .toList();

    @JsonCreator
    public Rollup(@JsonProperty(value = "by", required = true) @JsonSetter(nulls = Nulls.FAIL) List<Dimension> by) {
        this.by = List.copyOf(by);
        table(this.by);
    }

    /** The table that this rollup's counts land in. */
    public CountTable table() {
        return table(by);
    }

    private static CountTable table(List<Dimension> by) {
        return Arrays.stream(CountTable.values())
                .filter(table -> table.dimensions().equals(by))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "by must be [\"host\"] or [\"host\", \"referrer\"], there is no table for another combination"));
    }
}
