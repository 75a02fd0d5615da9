package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where hits come from: one Kafka topic.
 *
 * @param startFrom where the first launch starts; later ones go on at the offsets in Postgres
 * @param stopAt where the job ends by itself
 * @param credentials how to sign in, empty where the broker asks for nothing
 */
public record KafkaSource(
        BootstrapServers bootstrapServers,
        TopicName topic,
        GroupId groupId,
        StartFrom startFrom,
        StopAt stopAt,
        KafkaProperties properties,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<SaslCredentials> credentials) {
    private static final GroupId DEFAULT_GROUP = new GroupId("windowpane");

    /** The same topic, found at another address. */
    public KafkaSource at(BootstrapServers address) {
        return new KafkaSource(address, topic, groupId, startFrom, stopAt, properties, credentials);
    }

    @JsonCreator
    static KafkaSource of(
            @JsonProperty(value = "bootstrapServers", required = true) @JsonSetter(nulls = Nulls.FAIL)
                    BootstrapServers bootstrapServers,
            @JsonProperty(value = "topic", required = true) @JsonSetter(nulls = Nulls.FAIL) TopicName topic,
            @JsonProperty("groupId") @Nullable GroupId groupId,
            @JsonProperty("startFrom") @Nullable StartFrom startFrom,
            @JsonProperty("stopAt") @Nullable StopAt stopAt,
            @JsonProperty("properties") @Nullable KafkaProperties properties,
            @JsonProperty("credentials") @Nullable SaslCredentials credentials) {
        return new KafkaSource(
                bootstrapServers,
                topic,
                groupId == null ? DEFAULT_GROUP : groupId,
                startFrom == null ? new StartFrom.Latest() : startFrom,
                stopAt == null ? new StopAt.Never() : stopAt,
                properties == null ? KafkaProperties.NONE : properties,
                Optional.ofNullable(credentials));
    }
}
