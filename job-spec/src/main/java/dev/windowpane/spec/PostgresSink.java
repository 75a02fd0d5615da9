package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Where counts land: the Postgres database that holds the control plane's tables, by the name of a connection. */
public record PostgresSink(ConnectionName connection) {
    public static final PostgresSink DEFAULT = new PostgresSink(ConnectionName.DEFAULT);

    @JsonCreator
    static PostgresSink of(@JsonProperty("connection") @Nullable ConnectionName connection) {
        return new PostgresSink(connection == null ? ConnectionName.DEFAULT : connection);
    }
}
