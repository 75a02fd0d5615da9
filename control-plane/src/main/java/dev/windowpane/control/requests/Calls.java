package dev.windowpane.control.requests;

import dev.windowpane.control.problem.InvalidRequestException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The request that is being answered. */
@ApplicationScoped
public class Calls {
    /** The header that names a request. */
    public static final String KEY = "Idempotency-Key";

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    private final CurrentVertxRequest current;

    Calls(CurrentVertxRequest current) {
        this.current = current;
    }

    /** A request without a body. */
    public Call current() {
        return current("");
    }

    /** @throws InvalidRequestException if its key is none */
    public Call current(String body) {
        RoutingContext call = current.getCurrent();
        HttpServerRequest request = call.request();
        Caller caller = new Caller(Caller.LOCAL, RequestId.of(call));
        return new Call(
                caller,
                Optional.ofNullable(request.getHeader(KEY))
                        .map(Calls::checked)
                        .map(key -> new Call.Key(key, sha256(request, body))));
    }

    private static String checked(String key) {
        if (!VISIBLE.matcher(key).matches()) {
            throw new InvalidRequestException(
                    KEY + ":",
                    "the header %s must have 1 to 255 visible ASCII characters, such as a UUID".formatted(KEY));
        }
        return key;
    }

    private static String sha256(HttpServerRequest request, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String ifMatch = Optional.ofNullable(request.getHeader("If-Match")).orElse("");
            Stream.of(request.method().name(), request.uri(), ifMatch, body).forEach(part -> {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
