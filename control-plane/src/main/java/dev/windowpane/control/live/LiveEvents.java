package dev.windowpane.control.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.Jobs;
import dev.windowpane.control.live.CommitNotice.ChangedRange;
import dev.windowpane.control.operations.Operation;
import dev.windowpane.control.operations.Operations;
import dev.windowpane.control.problem.NoSuchThingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads what events tell: always as it is now. */
@ApplicationScoped
class LiveEvents {
    private static final Logger LOG = Logger.getLogger(LiveEvents.class);

    private final Jobs jobs;
    private final Operations operations;
    private final ObjectMapper json;

    LiveEvents(Jobs jobs, Operations operations, ObjectMapper json) {
        this.jobs = jobs;
        this.operations = operations;
        this.json = json;
    }

    /** @throws NoSuchThingException if there is no such job */
    void require(String job) {
        Job unused = jobs.named(job);
    }

    /** Of every wanted job how far it has counted and how it is. */
    List<LiveEvent> current(long number, Optional<String> wanted, Optional<ChangedRange> changed) {
        List<Job> all = wanted.isPresent() ? find(wanted.get()).stream().toList() : jobs.all();
        return all.stream()
                .flatMap(job -> Stream.of(commit(number, job, changed), event(number, job)))
                .toList();
    }

    /** Empty if what changed is no more. */
    Optional<LiveEvent> of(long number, Change change) {
        return switch (change) {
            case Change.Committed(var job, var changed) -> find(job).map(found -> commit(number, found, changed));
            case Change.Touched(var job) -> find(job).map(found -> event(number, found));
            case Change.Worked(var job, var id) -> operations.find(id).map(found -> event(number, found));
        };
    }

    /** The change that is announced with an operation's id. */
    Optional<Change> worked(String id) {
        return operations.find(id).<Change>map(operation -> new Change.Worked(operation.job(), id));
    }

    LiveEvent of(long number, CommitNotice notice) {
        return event(number, notice.job(), "commit", notice);
    }

    private LiveEvent commit(long number, Job job, Optional<ChangedRange> changed) {
        return of(number, new CommitNotice(job.name(), job.watermark(), job.newestHit(), job.committedAt(), changed));
    }

    private LiveEvent event(long number, Job job) {
        return event(number, job.name(), "job", job);
    }

    private LiveEvent event(long number, Operation operation) {
        return event(number, operation.job(), "operation", operation);
    }

    private Optional<Job> find(String name) {
        try {
            return Optional.of(jobs.named(name));
        } catch (NoSuchThingException e) {
            LOG.debugf("job %s is no more", name);
            return Optional.empty();
        }
    }

    private LiveEvent event(long number, String job, String name, Object data) {
        try {
            return new LiveEvent(number, job, name, json.writeValueAsString(data));
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot be written as JSON: " + data, e);
        }
    }
}
