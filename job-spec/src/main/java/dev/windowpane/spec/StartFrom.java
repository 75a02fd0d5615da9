package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;

/** Where a job's <em>first</em> launch starts to read. Every later launch goes on at the offsets that stand in Postgres. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StartFrom.Earliest.class, name = "earliest"),
    @JsonSubTypes.Type(value = StartFrom.Latest.class, name = "latest"),
    @JsonSubTypes.Type(value = StartFrom.Committed.class, name = "committed"),
    @JsonSubTypes.Type(value = StartFrom.Timestamp.class, name = "timestamp")
})
public sealed interface StartFrom {
    /** The oldest record that Kafka still has. */
    record Earliest() implements StartFrom {}

    /** The end of each partition at the moment of the first launch. */
    record Latest() implements StartFrom {}

    /** The consumer group's committed offsets; a partition without one starts at its oldest record. */
    record Committed() implements StartFrom {}

    /** The first record whose Kafka timestamp is {@code at} or later. */
    record Timestamp(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            Instant at) implements StartFrom {}
}
