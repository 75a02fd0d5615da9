package dev.windowpane.control.clusters;

import dev.windowpane.control.clusters.ClusterJob.Kind;
import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkJob;
import dev.windowpane.control.flink.FlinkSize;
import dev.windowpane.control.flink.Reachability;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** Asks clusters what they are and what runs there, and the books whose that is. */
@ApplicationScoped
class ClusterLooks {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Clusters known;
    private final FlinkClusters clusters;
    private final Reachability reachability;
    private final OurRunStore runs;

    ClusterLooks(Clusters known, FlinkClusters clusters, Reachability reachability, OurRunStore runs) {
        this.known = known;
        this.clusters = clusters;
        this.reachability = reachability;
        this.runs = runs;
    }

    /** All of them, asked at once; one that did not answer the reconciler is not asked. */
    List<Cluster> all() {
        List<Callable<Cluster>> questions = new ArrayList<>();
        known.names().forEach(name -> questions.add(() -> cluster(name)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(questions).stream()
                    .map(ClusterLooks::answer)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clusters were asked", e);
        }
    }

    private static Cluster answer(Future<Cluster> question) {
        return switch (question.state()) {
            case SUCCESS -> question.resultNow();
            case FAILED -> throw failure(question.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("a question was not answered");
        };
    }

    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    private Cluster cluster(ClusterName name) {
        Reachability.Known reach = reachability.known(name);
        Optional<FlinkSize> size =
                reach.reachable() ? clusters.of(name).metrics().size() : Optional.empty();
        Optional<List<ClusterJob>> jobs = size.isPresent() ? listed(name) : Optional.empty();
        return new Cluster(
                name,
                known.address(name).map(address -> authority(address.url())).orElse(""),
                reach.reachable(),
                Optional.of(reach.since()).filter(since -> !since.equals(Instant.EPOCH)),
                Optional.of(reach.why()).filter(why -> !why.isEmpty()),
                size.map(FlinkSize::version),
                size.map(FlinkSize::slots).map(slots -> new ClusterSlots(slots.free(), slots.total())),
                size.map(FlinkSize::taskManagers),
                jobs.map(ClusterLooks::counts));
    }

    private static String authority(String url) {
        return Optional.ofNullable(URI.create(url).getAuthority()).orElse(url);
    }

    private static ClusterJobCounts counts(List<ClusterJob> jobs) {
        List<ClusterJob> alive = jobs.stream()
                .filter(job -> FlinkJob.State.valueOf(job.state()).isAlive())
                .toList();
        int foreign =
                (int) alive.stream().filter(job -> job.kind() == Kind.FOREIGN).count();
        return new ClusterJobCounts(alive.size() - foreign, foreign);
    }

    /**
     * The newest first.
     *
     * @throws NoSuchThingException if there is no such cluster
     * @throws RefusedException if it does not answer
     */
    List<ClusterJob> jobs(String name) {
        ClusterName cluster = require(name);
        return listed(cluster).orElseThrow(() -> away(cluster));
    }

    /**
     * A person's decision: nothing but a run of ours is refused.
     *
     * @return the Flink job as it was
     * @throws RefusedException if it is the run of a job, or the cluster does not answer
     */
    ClusterJob cancel(String name, String id) {
        ClusterJob found = jobs(name).stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NoSuchThingException.flinkJob(name, id));
        if (found.kind() == Kind.RUN) {
            throw RefusedException.conflict(
                    "this is the run of job '%1$s': stop the job instead (POST /api/jobs/%1$s/stop)"
                            .formatted(found.job().orElse("")));
        }
        LOG.infof(
                "Flink job %s (%s, %s) on cluster %s is cancelled as a person wishes",
                id, found.name(), found.kind(), name);
        clusters.of(require(name)).cancel(id);
        return found;
    }

    private Optional<List<ClusterJob>> listed(ClusterName cluster) {
        return switch (clusters.of(cluster).look()) {
            case ClusterView.Reachable(var jobs) -> {
                Map<String, OurRun> ours =
                        runs.among(jobs.stream().map(FlinkJob::id).toList());
                yield Optional.of(jobs.stream()
                        .sorted(Comparator.comparing(FlinkJob::startedAt).reversed())
                        .map(job -> shown(job, Optional.ofNullable(ours.get(job.id()))))
                        .toList());
            }
            case ClusterView.Unreachable unreachable -> Optional.empty();
        };
    }

    private static ClusterJob shown(FlinkJob job, Optional<OurRun> run) {
        Kind kind = run.map(ours -> ours.underWay() || !job.state().isAlive() ? Kind.RUN : Kind.ORPHAN)
                .orElse(Kind.FOREIGN);
        return new ClusterJob(job.id(), job.name(), job.state().name(), job.startedAt(), kind, run.map(OurRun::job));
    }

    private ClusterName require(String name) {
        return known.names().stream()
                .filter(one -> one.value().equals(name))
                .findFirst()
                .orElseThrow(() -> NoSuchThingException.cluster(name));
    }

    private static RefusedException away(ClusterName cluster) {
        return RefusedException.unavailable(
                "Flink cluster '%s' does not answer; try again in a moment".formatted(cluster));
    }
}
