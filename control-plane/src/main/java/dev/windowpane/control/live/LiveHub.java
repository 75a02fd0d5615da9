package dev.windowpane.control.live;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.jobs.JobTouched;
import dev.windowpane.control.jobs.StateChanged;
import dev.windowpane.control.live.CommitNotice.ChangedRange;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.control.problem.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects what has changed, and twice a second tells every listener. What happens to one job in between becomes one event, so
 * a slow browser is told less often, never something wrong.
 */
@ApplicationScoped
class LiveHub {
    /** A listener that is this many events behind is cut off; it comes back and is told what it has missed. */
    private static final int MOST_BEHIND = 256;

    private final LiveEvents events;
    private final LiveStore store;
    private final int most;
    private final BroadcastProcessor<LiveEvent> listeners = BroadcastProcessor.create();
    private final AtomicInteger listening = new AtomicInteger();
    private final Pending pending = new Pending();
    private final Recent recent = new Recent();

    LiveHub(LiveEvents events, LiveStore store, WindowpaneConfig config, MeterRegistry metrics) {
        this.events = events;
        this.store = store;
        Gauge.builder("windowpane.live.listeners", listening, AtomicInteger::get)
                .description("Browsers and programs that listen to what changes")
                .register(metrics);
        this.most = config.live().clients();
    }

    /**
     * What has changed since the event of {@code lastId}, or else the current state; and every change after it.
     *
     * @throws NoSuchThingException if there is no such job
     * @throws RefusedException if too many listen already
     */
    Multi<LiveEvent> events(Optional<String> job, Optional<String> lastId) {
        job.ifPresent(events::require);
        if (listening.incrementAndGet() > most) {
            listening.decrementAndGet();
            throw RefusedException.unavailable(
                    "%d clients listen already; ask again later, or read with GET".formatted(most));
        }
        Multi<LiveEvent> changes = listeners
                .filter(event -> job.isEmpty() || job.get().equals(event.job()))
                .onOverflow()
                .buffer(MOST_BEHIND);
        // Subscribed in this order: what happens while the state is read is not missed
        Multi<LiveEvent> now =
                Multi.createFrom().deferred(() -> Multi.createFrom().iterable(missed(job, lastId)));
        return Multi.createBy().merging().streams(changes, now).onTermination().invoke(listening::decrementAndGet);
    }

    /** How an event is named, so that a listener can come back after it. */
    String id(LiveEvent event) {
        return recent.id(event.number());
    }

    void committed(int job, Optional<ChangedRange> changed) {
        pending.committed(job, changed);
    }

    void worked(String operation) {
        pending.worked(operation);
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
        if (changes.everything()) {
            long number = recent.forget();
            events.current(number, Optional.empty(), Optional.of(ChangedRange.ANYWHERE))
                    .forEach(listeners::onNext);
            return;
        }
        for (CommitNotice notice : store.notices(changes.commits())) {
            long number = recent.add(new Change.Committed(notice.job(), notice.changed()));
            listeners.onNext(events.of(number, notice));
        }
        changes.jobs().forEach(name -> tell(new Change.Touched(name)));
        changes.operations().forEach(id -> events.worked(id).ifPresent(this::tell));
    }

    private void tell(Change change) {
        events.of(recent.add(change), change).ifPresent(listeners::onNext);
    }

    private List<LiveEvent> missed(Optional<String> job, Optional<String> lastId) {
        long number = recent.last();
        Optional<List<Change>> since = lastId.flatMap(recent::since);
        if (since.isEmpty()) {
            Optional<ChangedRange> anywhere = lastId.map(id -> ChangedRange.ANYWHERE);
            return events.current(number, job, anywhere);
        }
        return since.get().stream()
                .filter(change -> job.isEmpty() || job.get().equals(change.job()))
                .flatMap(change -> events.of(number, change).stream())
                .toList();
    }
}
