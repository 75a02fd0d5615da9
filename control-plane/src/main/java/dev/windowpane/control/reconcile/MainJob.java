package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Preset;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Makes the main job at the first start, from a preset and the environment. Later starts leave it as it is, whatever a user has made
 * of it, except for Kafka's address: that follows the environment, since a local broker may come back on another port.
 */
@ApplicationScoped
class MainJob {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Database database;
    private final JobStore jobs;
    private final Optional<String> preset;

    MainJob(Database database, JobStore jobs, WindowpaneConfig config) {
        this.database = database;
        this.jobs = jobs;
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
        database.<Boolean>transaction(session -> {
            Optional<StoredJob> known = jobs.named(session, spec.name().value());
            if (known.isEmpty()) {
                LOG.infof("job %s: made from its preset", spec.name());
                return jobs.insert(session, spec, Desired.RUNNING);
            }
            if (!(known.get().spec() instanceof StoredSpec.Valid(var stored))) {
                LOG.warnf("job %s: its spec is left as it is, since this version cannot read it", spec.name());
                return false;
            }
            JobSpec moved = stored.at(spec.source().bootstrapServers());
            if (moved.equals(stored)) {
                return false;
            }
            LOG.infof("job %s: Kafka is at %s now", spec.name(), spec.source().bootstrapServers());
            return jobs.replaceSpec(session, known.get(), moved);
        });
    }
}
