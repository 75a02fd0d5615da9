package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * How the job signs in to Kafka: SASL with a user name and a password that are resolved inside the cluster.
 *
 * @param mechanism the SASL mechanism, {@code PLAIN} unless told otherwise
 */
public record SaslCredentials(Mechanism mechanism, SecretRef username, SecretRef password) {
    /** The SASL mechanisms that take a user name and a password; {@code wireName} is Kafka's spelling. */
    public enum Mechanism {
        @JsonProperty("PLAIN")
        PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
        @JsonProperty("SCRAM-SHA-256")
        SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
        @JsonProperty("SCRAM-SHA-512")
        SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

        private final String wireName;
        private final String loginModule;

        Mechanism(String wireName, String loginModule) {
            this.wireName = wireName;
            this.loginModule = loginModule;
        }

        public String wireName() {
            return wireName;
        }

        public String loginModule() {
            return loginModule;
        }
    }

    @JsonCreator
    static SaslCredentials of(
            @JsonProperty("mechanism") @Nullable Mechanism mechanism,
            @JsonProperty(value = "username", required = true) @JsonSetter(nulls = Nulls.FAIL) SecretRef username,
            @JsonProperty(value = "password", required = true) @JsonSetter(nulls = Nulls.FAIL) SecretRef password) {
        return new SaslCredentials(mechanism == null ? Mechanism.PLAIN : mechanism, username, password);
    }
}
