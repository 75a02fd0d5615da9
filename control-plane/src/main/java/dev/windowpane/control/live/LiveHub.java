package dev.windowpane.control.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.jobs.Job;
import dev.windowpane.control.jobs.JobTouched;
import dev.windowpane.control.jobs.Jobs;
import dev.windowpane.control.jobs.StateChanged;
import dev.windowpane.control.live.CommitNotice.ChangedRange;
import dev.windowpane.control.problem.NoSuchThingException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Collects what has changed, and twice a second tells every listener. What happens to one job in between becomes one event, so
 * a slow browser is told less often, never something wrong.
 */
@ApplicationScoped
class LiveHub {
    private static final Logger LOG = Logger.getLogger(LiveHub.class);
    /** A listener that is this many events behind is cut off; it reconnects and starts with the current state. */
    private static final int MOST_BEHIND = 256;

    private final Jobs jobs;
    private final LiveStore store;
    private final ObjectMapper json;
    private final BroadcastProcessor<LiveEvent> listeners = BroadcastProcessor.create();
    private final AtomicInteger listening = new AtomicInteger();
    private final Pending pending = new Pending();

    LiveHub(Jobs jobs, LiveStore store, ObjectMapper json, MeterRegistry metrics) {
        this.jobs = jobs;
        this.store = store;
        this.json = json;
        Gauge.builder("windowpane.live.listeners", listening, AtomicInteger::get)
                .description("Browsers and programs that listen to what changes")
                .register(metrics);
    }

    /**
     * The current state and every change after it.
     *
     * @throws NoSuchThingException if there is no such job
     */
    Multi<LiveEvent> events(Optional<String> job) {
        job.ifPresent(jobs::named);
        Multi<LiveEvent> changes = listeners
                .filter(event -> job.isEmpty() || job.get().equals(event.job()))
                .onOverflow()
                .buffer(MOST_BEHIND);
        // Subscribed in this order: what happens while the state is read is not missed
        Multi<LiveEvent> now =
                Multi.createFrom().deferred(() -> Multi.createFrom().iterable(current(job, Optional.empty())));
        return Multi.createBy()
                .merging()
                .streams(changes, now)
                .onSubscription()
                .invoke(listening::incrementAndGet)
                .onTermination()
                .invoke(listening::decrementAndGet);
    }

    void committed(int job, Optional<ChangedRange> changed) {
        pending.committed(job, changed);
    }

    /** Notifications may have been missed: everything may have changed. */
    void everythingMayHaveChanged() {
        pending.everything();
    }

    void touched(@Observes JobTouched touched) {
        pending.touched(touched.name());
    }

    void changed(@Observes StateChanged changed) {
        pending.touched(changed.name());
    }

    /** Tells every listener what has changed since the last call. */
    void flush() {
        Pending.Changes changes = pending.take();
        if (changes.isEmpty()) {
            return;
        }
        if (changes.everything()) {
            current(Optional.empty(), Optional.of(ChangedRange.ANYWHERE)).forEach(listeners::onNext);
            return;
        }
        List<LiveEvent> events = new ArrayList<>();
        store.notices(changes.commits()).forEach(notice -> events.add(event(notice)));
        for (String name : changes.jobs()) {
            find(name).ifPresent(job -> events.add(event(job)));
        }
        events.forEach(listeners::onNext);
    }

    private List<LiveEvent> current(Optional<String> wanted, Optional<ChangedRange> changed) {
        List<LiveEvent> events = new ArrayList<>();
        List<Job> all = wanted.isPresent() ? List.of(jobs.named(wanted.get())) : jobs.all();
        for (Job job : all) {
            events.add(
                    event(new CommitNotice(job.name(), job.watermark(), job.newestHit(), job.committedAt(), changed)));
            events.add(event(job));
        }
        return events;
    }

    private Optional<Job> find(String name) {
        try {
            return Optional.of(jobs.named(name));
        } catch (NoSuchThingException e) {
            LOG.debugf("job %s is no more", name);
            return Optional.empty();
        }
    }

    private LiveEvent event(CommitNotice notice) {
        return new LiveEvent(notice.job(), "commit", write(notice));
    }

    private LiveEvent event(Job job) {
        return new LiveEvent(job.name(), "job", write(job));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}
