package dev.windowpane.control.requests;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a request in answers, history and operations: the caller's own name for it if it is harmless, else a new one. */
public final class RequestId {
    /** The header that brings and answers it. */
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = RequestId.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

    private RequestId() {}

    /** Chooses it, and answers it in the header. */
    public static void give(RoutingContext call) {
        String id = Optional.ofNullable(call.request().getHeader(HEADER))
                .filter(text -> HARMLESS.matcher(text).matches())
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
        call.put(KEY, id);
        call.response().headers().set(HEADER, id);
    }

    static String of(RoutingContext call) {
        return Objects.requireNonNull(call.<String>get(KEY), "every call is given one by the filter");
    }
}
