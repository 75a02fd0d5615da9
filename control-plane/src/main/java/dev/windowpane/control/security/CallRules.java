package dev.windowpane.control.security;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.problem.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may call, and with what. This service has no users yet and is reached on the loopback, so the danger is a web page elsewhere
 * that makes a browser call it: by another host name (DNS rebinding) or from another origin.
 */
@ApplicationScoped
class CallRules {
    /** Bytes of a body. */
    static final long MOST_BODY = 256 * 1024;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Set<String> names;

    CallRules(WindowpaneConfig config) {
        this.names = Set.copyOf(config.allowedHosts().stream()
                .flatMap(java.util.List::stream)
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Why the request is refused, if it is. */
    Optional<Problem> refusal(HttpServerRequest request) {
        return Stream.of(host(request), origin(request), address(request), body(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Problem> host(HttpServerRequest request) {
        String host = text(request.getHeader("Host"))
                .or(() -> Optional.ofNullable(request.authority()).map(Object::toString))
                .orElse("");
        return isOurs(host, request)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                403,
                                "Forbidden",
                                "this service is not known by the name in the Host header; add it to windowpane.allowed-hosts"));
    }

    private Optional<Problem> origin(HttpServerRequest request) {
        boolean ours = text(request.getHeader("Origin"))
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .map(origin -> origin.matches("https?://.*") && isOurs(origin.replaceFirst("^https?://", ""), request))
                .orElse(true);
        return ours
                ? Optional.empty()
                : Optional.of(Problem.of(403, "Forbidden", "a page of another origin may not call this service"));
    }

    private boolean isOurs(String authority, HttpServerRequest request) {
        String wanted = authority.toLowerCase(Locale.ROOT);
        String name = wanted.replaceFirst(":[0-9]{1,5}$", "");
        int port = request.localAddress().port();
        boolean ownPort = wanted.equals(name + ":" + port) || (port == 80 && wanted.equals(name));
        return names.contains(wanted) || names.contains(name) || (ownPort && LOOPBACK.contains(name));
    }

    private static Optional<Problem> address(HttpServerRequest request) {
        return request.uri().contains("%00")
                ? Optional.of(Problem.of(400, "Bad Request", "the address holds a NUL character"))
                : Optional.empty();
    }

    private static Optional<Problem> body(HttpServerRequest request) {
        long length = text(request.getHeader("Content-Length"))
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || !WITH_BODY.contains(request.method())) {
            return Optional.empty();
        }
        if (length > MOST_BODY) {
            return Optional.of(Problem.of(
                    413,
                    "Content Too Large",
                    "the body has %d bytes, at most %d are taken".formatted(length, MOST_BODY)));
        }
        String type = text(request.getHeader("Content-Type")).orElse("");
        return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")
                ? Optional.empty()
                : Optional.of(Problem.of(415, "Unsupported Media Type", "the body must be application/json"));
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String header) {
        return Optional.ofNullable(header);
    }
}
