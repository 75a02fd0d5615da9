package dev.windowpane.control.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.jobs.JobTouched;
import dev.windowpane.control.live.CommitNotice.ChangedRange;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Listens to Postgres on one connection of its own, and comes back by itself when Postgres does. What happened meanwhile is not
 * replayed: listeners are then told that everything may have changed.
 */
@ApplicationScoped
class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final long RECONNECT_MILLIS = 1000;
    private static final long FLUSH_MILLIS = 500;

    private final LiveHub hub;
    private final Event<JobTouched> touched;
    private final ObjectMapper json;
    private final PgSubscriber subscriber;
    private final Vertx vertx;
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("live").factory());

    Listener(
            LiveHub hub,
            Event<JobTouched> touched,
            ObjectMapper json,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.hub = hub;
        this.touched = touched;
        this.json = json;
        this.vertx = vertx;
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
    }

    @Startup
    void start() {
        subscriber
                .channel("windowpane_commit")
                .subscribeHandler(ignored -> listening())
                .handler(this::committed);
        subscriber.channel("windowpane_job").handler(this::jobTouched);
        subscriber.channel("windowpane_operation").handler(hub::worked);
        connect();
        ScheduledFuture<?> unused =
                flusher.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Shutdown
    void stop() {
        flusher.shutdownNow();
        subscriber.close();
    }

    private void connect() {
        subscriber.connect().onFailure(failure -> {
            LOG.debugf("cannot listen to Postgres yet: %s", failure.getMessage());
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        });
    }

    private void listening() {
        LOG.debug("listening to Postgres");
        hub.everythingMayHaveChanged();
    }

    private void flush() {
        try {
            hub.flush();
        } catch (DatabaseAwayException e) {
            // What was taken is gone, but the connection that listens is lost as well, and its return tells everything
            LOG.debug("listeners are not told while Postgres is away", e);
            hub.everythingMayHaveChanged();
        } catch (RuntimeException e) {
            LOG.error("listeners could not be told of a change", e);
        }
    }

    private void committed(String payload) {
        try {
            JsonNode notice = json.readTree(payload);
            hub.committed(notice.path("job").asInt(), changed(notice.path("windows")));
        } catch (JacksonException e) {
            LOG.warnf("a notification of a commit is not readable: %s", e.getOriginalMessage());
        }
    }

    private static Optional<ChangedRange> changed(JsonNode windows) {
        return windows.hasNonNull("from") && windows.hasNonNull("to")
                ? Optional.of(new ChangedRange(
                        java.time.Instant.parse(windows.path("from").asText()),
                        java.time.Instant.parse(windows.path("to").asText())))
                : Optional.empty();
    }

    private void jobTouched(String payload) {
        try {
            touched.fire(new JobTouched(json.readTree(payload).path("job").asText()));
        } catch (JacksonException e) {
            LOG.warnf("a notification of a job is not readable: %s", e.getOriginalMessage());
        }
    }
}
