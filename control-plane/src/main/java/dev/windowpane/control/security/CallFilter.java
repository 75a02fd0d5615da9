package dev.windowpane.control.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.problem.Problem;
import dev.windowpane.control.requests.RequestId;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Applies {@link CallRules} to every request, whatever serves it, and puts the security headers and a request id on every answer. */
@ApplicationScoped
class CallFilter {
    private static final int FIRST = 1000;
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Swagger UI's page has its scripts and styles inline. */
    private static final String SWAGGER_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final CallRules rules;
    private final ObjectMapper json;

    CallFilter(CallRules rules, ObjectMapper json) {
        this.rules = rules;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, FIRST);
    }

    private void filter(RoutingContext call) {
        RequestId.give(call);
        MultiMap headers = call.response().headers();
        if (!isDevUi(call.normalizedPath())) {
            boolean swagger = call.normalizedPath().startsWith("/q/swagger-ui");
            headers.set("Content-Security-Policy", swagger ? SWAGGER_POLICY : POLICY);
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", caching(call.normalizedPath()));
        Optional<Problem> refusal = rules.refusal(call.request());
        if (refusal.isPresent()) {
            answer(call, refusal.get());
        } else {
            call.next();
        }
    }

    /** Quarkus' pages, made of inline scripts; there in dev mode only. */
    private static boolean isDevUi(String path) {
        return path.startsWith("/q/dev-ui") && LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    /** The dashboard's assets have their content's hash in their names; its page names them. */
    private static String caching(String path) {
        if (path.startsWith("/assets/")) {
            return "public, max-age=31536000, immutable";
        }
        return path.startsWith("/api/") ? "no-store" : "no-cache";
    }

    private void answer(RoutingContext call, Problem problem) {
        try {
            call.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(json.writeValueAsBytes(problem)));
        } catch (JacksonException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }
}
