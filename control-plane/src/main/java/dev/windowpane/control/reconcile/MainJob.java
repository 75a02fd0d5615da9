package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Making;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Preset;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Makes the main job at the first start, from a preset and the environment. Later starts leave it as it is, whatever a user has made
 * of it, except for Kafka's address: that follows the environment, since a local broker may come back on another port; and for the
 * JAR: a developer who has built another one expects it, unless the job was rolled back from just that one.
 */
@ApplicationScoped
class MainJob {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Database database;
    private final JobStore jobs;
    private final HistoryStore history;
    private final JarLibrary library;
    private final JarStore jars;
    private final Optional<String> preset;

    MainJob(
            Database database,
            JobStore jobs,
            HistoryStore history,
            JarLibrary library,
            JarStore jars,
            WindowpaneConfig config) {
        this.database = database;
        this.jobs = jobs;
        this.history = history;
        this.library = library;
        this.jars = jars;
        this.preset = config.mainJob();
    }

    @Startup
    void make() {
        preset.map(Preset::named).ifPresent(known -> make(known.from(environment(known))));
    }

    /** Through the configuration, whose first source is the environment: in dev mode the dev services fill it in. */
    private static Map<String, String> environment(Preset preset) {
        Map<String, String> values = new HashMap<>();
        for (String variable : preset.variables()) {
            ConfigProvider.getConfig()
                    .getOptionalValue(variable, String.class)
                    .ifPresent(value -> values.put(variable, value));
        }
        return values;
    }

    void make(JobSpec spec) {
        Optional<LocalJar> current = library.current();
        database.<Boolean>transaction(session -> {
            Optional<StoredJob> known = jobs.named(session, spec.name().value());
            if (known.isEmpty()) {
                LOG.infof("job %s: made from its preset", spec.name());
                return jobs.insert(session, spec, put(session, current), Desired.RUNNING);
            }
            return follow(session, known.get(), spec, current);
        });
    }

    private boolean follow(Session session, StoredJob job, JobSpec spec, Optional<LocalJar> current)
            throws SQLException {
        if (!(job.spec() instanceof StoredSpec.Valid(var stored))) {
            LOG.warnf("job %s: its spec is left as it is, since this version cannot read it", job.name());
            return false;
        }
        JobSpec moved = stored.at(spec.source().bootstrapServers());
        boolean upgrade = isNew(session, job, current);
        if (moved.equals(stored) && !upgrade) {
            return false;
        }
        List<String> changes = new ArrayList<>();
        if (!moved.equals(stored)) {
            changes.add("Kafka is at %s now".formatted(spec.source().bootstrapServers()));
        }
        if (upgrade) {
            changes.add("the job JAR on the disk has another content");
        }
        String why = String.join("; ", changes);
        LOG.infof("job %s: %s", job.name(), why);
        Making making = new Making(
                new StoredSpec.Valid(moved),
                upgrade ? put(session, current) : job.head().jar().map(JarRef::sha256),
                moved.equals(stored) ? MadeBy.UPGRADED : MadeBy.MOVED,
                Optional.of(why));
        boolean made = jobs.revise(session, job, making);
        if (made) {
            history.revision(session, job, job.revision() + 1, why);
        }
        return made;
    }

    /** Whether a developer has built another JAR since: what was rolled back from is none, however often we start. */
    private boolean isNew(Session session, StoredJob job, Optional<LocalJar> current) throws SQLException {
        Optional<String> has = jar(job);
        Optional<String> another =
                current.map(LocalJar::sha256).filter(sha256 -> has.isPresent() && !sha256.equals(has.get()));
        return another.isPresent() && !jobs.hasLeft(session, job, another.get());
    }

    /** What its newest revision was launched with, or will be; empty if nobody knows yet. */
    private static Optional<String> jar(StoredJob job) {
        return job.head()
                .jar()
                .map(JarRef::sha256)
                .or(() -> job.run()
                        .filter(run -> run.revision() == job.revision())
                        .flatMap(Run::jarSha256));
    }

    private Optional<String> put(Session session, Optional<LocalJar> current) throws SQLException {
        return current.isPresent()
                ? Optional.of(jars.put(session, current.get()).sha256())
                : Optional.empty();
    }
}
