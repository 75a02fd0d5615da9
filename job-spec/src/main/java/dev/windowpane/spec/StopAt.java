package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;

/** Where a job stops to read. The first launch resolves it to offsets, which stay the same for every later launch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StopAt.Never.class, name = "never"),
    @JsonSubTypes.Type(value = StopAt.Latest.class, name = "latest"),
    @JsonSubTypes.Type(value = StopAt.Timestamp.class, name = "timestamp")
})
public sealed interface StopAt {
    /** The job goes on until it is stopped. */
    record Never() implements StopAt {}

    /** The end of each partition at the moment of the first launch: the job counts what is there and is COMPLETED. */
    record Latest() implements StopAt {}

    /** The first record whose Kafka timestamp is {@code at} or later is not read any more. */
    record Timestamp(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            Instant at) implements StopAt {}
}
