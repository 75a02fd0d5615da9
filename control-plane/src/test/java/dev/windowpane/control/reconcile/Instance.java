package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.flink.FlinkCluster;
import dev.windowpane.control.flink.InProcessFlink;
import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jobs.GapStore;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.RevisionStore;
import dev.windowpane.control.jobs.StateChanged;
import dev.windowpane.control.testing.FakeFlink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One instance of the reconciler, driven by the test pass by pass. To stop driving it is its death. */
final class Instance {
    private final Database database;
    private final JobStore jobs = new JobStore(new GapStore(), new RevisionStore());
    private final Observations observations;
    private final LeaseStore lease;
    private final Reconciler reconciler;

    Instance(Database database, FakeFlink flink, Path jar) {
        this.database = database;
        WindowpaneConfig config = config(jar);
        FlinkCluster cluster = InProcessFlink.cluster(flink, config);
        JarStore jars = new JarStore(database);
        JarLibrary library = new JarLibrary(jar, jars);
        this.observations = new Observations(library);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        this.lease = new LeaseStore(database, config);
        this.reconciler = new Reconciler(
                cluster,
                database,
                jobs,
                lease,
                new Executor(new RunStore(database, jars, new HistoryStore()), cluster, library, jars, metrics),
                observations,
                new NoListeners(),
                new Reachability(metrics),
                config);
    }

    private static WindowpaneConfig config(Path jar) {
        Map<String, String> properties = Map.of(
                "windowpane.job-jar",
                jar.toString(),
                "windowpane.flink.url",
                "https://unused",
                "windowpane.flink.key-store",
                "unused",
                "windowpane.flink.trust-store",
                "unused",
                "windowpane.flink.store-password",
                "unused");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(WindowpaneConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(WindowpaneConfig.class);
    }

    void pass() {
        reconciler.pass(lease.take(), () -> {});
    }

    Job job(String name) {
        return observations.show(
                database.transaction(session -> jobs.named(session, name).orElseThrow()));
    }

    /** Nobody listens. */
    private static final class NoListeners implements Event<StateChanged> {
        @Override
        public void fire(StateChanged event) {}

        @Override
        public <U extends StateChanged> CompletionStage<U> fireAsync(U event) {
            return CompletableFuture.completedFuture(event);
        }

        @Override
        public <U extends StateChanged> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            return CompletableFuture.completedFuture(event);
        }

        @Override
        public Event<StateChanged> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends StateChanged> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends StateChanged> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
