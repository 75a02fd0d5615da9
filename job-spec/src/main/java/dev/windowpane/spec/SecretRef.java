package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.regex.Pattern;

/** Where a secret is found inside the cluster: an environment variable or a file of the Flink processes. Never the secret itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SecretRef.Env.class, name = "env"),
    @JsonSubTypes.Type(value = SecretRef.File.class, name = "file")
})
public sealed interface SecretRef {
    /** The secret is the value of the environment variable {@code name}. */
    record Env(String name) implements SecretRef {
        private static final Pattern RULE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

        public Env {
            Check.matches(
                    "name", name, RULE, "the name of an environment variable (letters, digits, '_'), not its value");
        }
    }

    /** The secret is the whole content of the file at the absolute {@code path}. */
    record File(String path) implements SecretRef {
        private static final Pattern RULE = Pattern.compile("/[^\\x00-\\x1f:{}$]{1,500}");

        public File {
            Check.matches("path", path, RULE, "an absolute path without ':', '$' or braces");
        }
    }
}
