package dev.windowpane.control.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What this instance has last seen of each job. The reconciler writes it, the API reads it; it is not stored. */
@ApplicationScoped
public class Observations {
    private final Map<Integer, Sighting> sightings = new ConcurrentHashMap<>();
    private final Map<Integer, Observed> last = new ConcurrentHashMap<>();

    /** @return whether the job's state or the sentence about it has changed */
    public boolean note(StoredJob job, Sighting sighting, Instant now) {
        sightings.put(job.id(), sighting);
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
    }

    /** The job as users see it now. */
    public Job show(StoredJob job) {
        return Job.of(job, of(job, job.changedAt()));
    }

    private Observed of(StoredJob job, Instant sinceIfChanged) {
        Sighting sighting = sightings.getOrDefault(job.id(), new Sighting.NotLooked());
        JobState state = Observer.state(job, sighting);
        Observed before = last.get(job.id());
        Instant since = before != null && before.state() == state ? before.since() : sinceIfChanged;
        return new Observed(state, since, Observer.detail(job, sighting, state));
    }
}
