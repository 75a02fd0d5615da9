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
 * @param credentials how to sign in, empty where the broker asks for nothing
 */
public record KafkaSource(
        BootstrapServers bootstrapServers,
        TopicName topic,
        GroupId groupId,
        StartFrom startFrom,
        KafkaProperties properties,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<SaslCredentials> credentials) {
    private static final GroupId DEFAULT_GROUP = new GroupId("windowpane");

    @JsonCreator
    static KafkaSource of(
            @JsonProperty(value = "bootstrapServers", required = true) @JsonSetter(nulls = Nulls.FAIL)
                    BootstrapServers bootstrapServers,
            @JsonProperty(value = "topic", required = true) @JsonSetter(nulls = Nulls.FAIL) TopicName topic,
            @JsonProperty("groupId") @Nullable GroupId groupId,
            @JsonProperty("startFrom") @Nullable StartFrom startFrom,
            @JsonProperty("properties") @Nullable KafkaProperties properties,
            @JsonProperty("credentials") @Nullable SaslCredentials credentials) {
        return new KafkaSource(
                bootstrapServers,
                topic,
                groupId == null ? DEFAULT_GROUP : groupId,
                startFrom == null ? new StartFrom.Latest() : startFrom,
                properties == null ? KafkaProperties.NONE : properties,
                Optional.ofNullable(credentials));
    }
}
