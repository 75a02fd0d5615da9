package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.InProcessFlink;
import dev.windowpane.control.flink.Reachability;
import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.GapStore;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.RevisionStore;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.spec.ClusterName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One instance of the reconciler, driven by the test pass by pass. To stop driving it is its death. */
final class Instance {
    private final Database database;
    private final JobStore jobs = new JobStore(new GapStore(), new RevisionStore());
    private final Observations observations;
    private final LeaseStore lease;
    private final Reconciler reconciler;

    Instance(Database database, FakeFlink flink, Path jar) {
        this(database, name -> name.equals(ClusterName.DEFAULT) ? flink : new FakeFlink(), jar);
    }

    /** With the clusters {@code default} and {@code east}. */
    Instance(Database database, Function<ClusterName, FakeFlink> flinks, Path jar) {
        this.database = database;
        WindowpaneConfig config = config(jar);
        FlinkClusters clusters = InProcessFlink.clusters(flinks, config);
        JarStore jars = new JarStore(database);
        JarLibrary library = new JarLibrary(jar, jars);
        this.observations = new Observations(() -> library.current().map(LocalJar::sha256));
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        this.lease = new LeaseStore(database, config);
        Runs runs = new RunStore(database, jars, new HistoryStore());
        this.reconciler = new Reconciler(
                clusters,
                new Books(() -> database.transaction(jobs::all), lease::now, runs),
                new Executor(runs, clusters, new PinnedJars(library, jars), metrics),
                observations,
                event -> {},
                new Reachability(metrics),
                new Reconciler.Surroundings(
                        new Looks(clusters, config.reconcile().look()),
                        Threads.VIRTUAL,
                        config.reconcile().transitional(),
                        config.reconcile().steady()));
    }

    static WindowpaneConfig config(Path jar) {
        Map<String, String> properties =
                new HashMap<>(Map.of("windowpane.job-jar", jar.toString(), "windowpane.reconcile.look", "1m"));
        for (String cluster : List.of("windowpane.flink", "windowpane.clusters.east")) {
            for (String setting : List.of("url", "key-store", "trust-store", "store-password")) {
                properties.put(cluster + "." + setting, "unused");
            }
        }
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

    StoredJob stored(String name) {
        return database.transaction(session -> jobs.named(session, name).orElseThrow());
    }

    Job job(String name) {
        return observations.show(stored(name));
    }
}
