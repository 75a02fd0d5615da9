package dev.windowpane.traffic;

import nl.basjes.parse.core.Field;
import org.jspecify.annotations.Nullable;

/** Filled by httpdlog-parser, which calls these setters for the fields that a line has; public because it does so by reflection. */
public final class LogFields {
    @Nullable
    String ip;

    @Nullable
    String time;

    @Nullable
    String host;

    @Nullable
    String referrer;

    @Nullable
    String requestLine;

    LogFields() {}

    @Field("IP:connection.client.host")
    public void setIp(@Nullable String value) {
        ip = value;
    }

    @Field("TIME.STAMP:request.receive.time")
    public void setTime(@Nullable String value) {
        time = value;
    }

    @Field("STRING:connection.server.name.canonical")
    public void setHost(@Nullable String value) {
        host = value;
    }

    @Field("HTTP.URI:request.referer")
    public void setReferrer(@Nullable String value) {
        referrer = value;
    }

    @Field("HTTP.FIRSTLINE:request.firstline")
    public void setRequestLine(@Nullable String value) {
        requestLine = value;
    }
}
