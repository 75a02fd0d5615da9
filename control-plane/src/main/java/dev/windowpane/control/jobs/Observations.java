package dev.windowpane.control.jobs;

import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.LocalJar;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What this instance has last seen of each job. The reconciler writes it, the API reads it; it is not stored. */
@ApplicationScoped
public class Observations {
    private final Map<Integer, Sighting> sightings = new ConcurrentHashMap<>();
    private final Map<Integer, Observed> last = new ConcurrentHashMap<>();
    private final Map<Integer, StoredJob> stored = new ConcurrentHashMap<>();
    private final Supplier<Optional<String>> currentJar;

    @Inject
    Observations(JarLibrary jars) {
        this(() -> jars.current().map(LocalJar::sha256));
    }

    /** @param currentJar the SHA-256 of the JAR that an upgrade would give */
    public Observations(Supplier<Optional<String>> currentJar) {
        this.currentJar = currentJar;
    }

    /** @return whether the job's state or the sentence about it has changed */
    public boolean note(StoredJob job, Sighting sighting, Instant now) {
        sightings.put(job.id(), sighting);
        stored.put(job.id(), job);
        Observed before = last.get(job.id());
        Observed current = of(job, before == null ? job.changedAt() : now);
        last.put(job.id(), current);
        return !current.equals(before);
    }

    /** Forgets jobs that are no more. */
    public void keepOnly(List<StoredJob> jobs) {
        Set<Integer> ids = jobs.stream().map(StoredJob::id).collect(Collectors.toSet());
        sightings.keySet().retainAll(ids);
        last.keySet().retainAll(ids);
        stored.keySet().retainAll(ids);
    }

    /** What was last learnt about the job's newest run on the cluster. */
    public Sighting sighting(StoredJob job) {
        return sightings.getOrDefault(job.id(), new Sighting.NotLooked());
    }

    /** The job as it stood in Postgres when it was last looked at, for when Postgres does not answer. */
    public Optional<StoredJob> lastSeen(String name) {
        return stored.values().stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** The state of every job that has been looked at, by name. */
    public Map<String, JobState> states() {
        return stored.values().stream()
                .filter(job -> last.containsKey(job.id()))
                .collect(Collectors.toMap(
                        StoredJob::name, job -> of(job, job.changedAt()).state(), (one, other) -> other));
    }

    /** The job as users see it now. */
    public Job show(StoredJob job) {
        return Job.of(job, of(job, job.changedAt()), currentJar.get());
    }

    private Observed of(StoredJob job, Instant sinceIfChanged) {
        Sighting sighting = sighting(job);
        JobState state = Observer.state(job, sighting);
        Observed before = last.get(job.id());
        Instant since = before != null && before.state() == state ? before.since() : sinceIfChanged;
        return new Observed(state, since, Observer.detail(job, sighting, state));
    }
}
