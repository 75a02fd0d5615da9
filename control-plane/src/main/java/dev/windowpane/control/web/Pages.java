package dev.windowpane.control.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The dashboard is one page: its routes are answered with it, so that they can be reloaded and linked to. */
@ApplicationScoped
class Pages {
    private static final String CLIENT_ROUTES = "/(jobs|traffic|ledger|dead-letters|settings)(/[^.]*)?";

    void register(@Observes Router router) {
        router.routeWithRegex(CLIENT_ROUTES)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(-1)
                .handler(call -> call.reroute("/"));
    }
}
