package dev.windowpane.control.flink;

import dev.windowpane.control.flink.FlinkRest.RunRequest;
import dev.windowpane.spec.Launch;
import jakarta.ws.rs.ProcessingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One Flink session cluster. Its answers are values; that it cannot be reached is one of them. Calls block. */
public final class FlinkCluster {
    private static final Logger LOG = Logger.getLogger(FlinkCluster.class);

    private final FlinkRest rest;
    private final FlinkMetrics metrics;
    private final String entryClass;

    FlinkCluster(FlinkRest rest, String entryClass) {
        this.rest = rest;
        this.metrics = new FlinkMetrics(rest);
        this.entryClass = entryClass;
    }

    /** Figures about its jobs and itself. */
    public FlinkMetrics metrics() {
        return metrics;
    }

    /** All jobs, in one call. */
    public ClusterView look() {
        return answer(() -> (ClusterView) new ClusterView.Reachable(
                        rest.overview().jobs().stream().map(FlinkCluster::job).toList()))
                .orElse(why -> new ClusterView.Unreachable(why.sentence()));
    }

    /**
     * Sees to it that the cluster has the JAR, once.
     *
     * @param surplus the SHA-256 of JARs of ours that it need not keep
     */
    public JarAnswer store(JobJar jar, Set<String> surplus) {
        return answer(() -> {
                    List<String> ours = rest.jars().files().stream()
                            .filter(file -> file.name().startsWith(JobJar.PREFIX))
                            .map(FlinkRest.StoredJar::id)
                            .toList();
                    String id = ours.stream()
                            .filter(other -> other.endsWith("_" + jar.fileName()))
                            .findFirst()
                            .orElseGet(() -> upload(jar.file()));
                    ours.stream()
                            .filter(other -> !other.equals(id))
                            .filter(other -> other.endsWith("_" + jar.fileName()) || JobJar.isOneOf(surplus, other))
                            .forEach(this::deleteJar);
                    return (JarAnswer) new JarAnswer.Stored(id);
                })
                .orElse(JarAnswer.NotStored::new);
    }

    /**
     * Launches the job under an id of our choice. The same id may be sent again: the cluster runs at most one job of it.
     *
     * @param jar as {@link #store} named it
     */
    public LaunchAnswer launch(String jar, String id, Launch launch) {
        RunRequest request = new RunRequest(
                entryClass,
                launch.toArguments(),
                launch.spec().execution().parallelism(),
                id,
                launch.flinkConfiguration());
        try {
            String launched = rest.run(jar, request).jobid();
            return launched.equals(id)
                    ? new LaunchAnswer.Accepted()
                    : new LaunchAnswer.Unknown("the answer to the launch of %s names job %s".formatted(id, launched));
        } catch (FlinkRefusal e) {
            // Its text differs between Flink's versions and may say nothing: what counts is whether the job is there
            FlinkCause cause = Causes.of(e.text());
            return switch (has(id)) {
                case YES -> new LaunchAnswer.AlreadyThere();
                case NO -> new LaunchAnswer.Rejected(cause);
                case UNKNOWN -> new LaunchAnswer.Unknown(cause.sentence());
            };
        } catch (ProcessingException e) {
            return new LaunchAnswer.Unknown(why(e));
        }
    }

    /** Asks for an end; it is asynchronous, and asking again or too late does no harm. */
    public void cancel(String id) {
        answer(() -> {
                    rest.cancel(id);
                    return "";
                })
                .why()
                .ifPresent(why -> LOG.debugf("cancel of %s: %s", id, why.sentence()));
    }

    /** Why the job has failed; empty if it has not or the cluster does not say. */
    public Optional<FlinkFailure> lastFailure(String id) {
        return failures(id, 1).stream().findFirst();
    }

    /** The newest errors of the job, the newest first; empty if there was none or the cluster does not say. */
    public List<FlinkFailure> failures(String id, int most) {
        return answer(() -> Optional.ofNullable(rest.exceptions(id, most).exceptionHistory()).stream()
                        .flatMap(history -> Optional.ofNullable(history.entries()).stream())
                        .flatMap(List::stream)
                        .flatMap(entry -> failure(entry).stream())
                        .toList())
                .orElse(why -> List.of());
    }

    private static Optional<FlinkFailure> failure(FlinkRest.Entry entry) {
        return Optional.ofNullable(entry.stacktrace())
                .or(() -> Optional.ofNullable(entry.exceptionName()))
                .map(stack -> new FlinkFailure(
                        Causes.of(stack), Causes.offsetsLost(stack), Instant.ofEpochMilli(entry.timestamp())));
    }

    private enum Presence {
        YES,
        NO,
        UNKNOWN
    }

    private Presence has(String id) {
        try {
            rest.job(id);
            return Presence.YES;
        } catch (FlinkRefusal e) {
            return e.isNotFound() ? Presence.NO : Presence.UNKNOWN;
        } catch (ProcessingException e) {
            LOG.debugf("job %s cannot be asked for: %s", id, why(e));
            return Presence.UNKNOWN;
        }
    }

    private String upload(Path jar) {
        String path = rest.upload(jar).filename();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void deleteJar(String id) {
        try {
            rest.deleteJar(id);
        } catch (FlinkRefusal | ProcessingException e) {
            LOG.debugf("surplus JAR %s cannot be deleted now: %s", id, e.getMessage());
        }
    }

    private static FlinkJob job(FlinkRest.Overview job) {
        FlinkJob.State state = Arrays.stream(FlinkJob.State.values())
                .filter(known -> known.name().equals(job.state()))
                .findFirst()
                .orElse(FlinkJob.State.RECONCILING);
        return new FlinkJob(
                job.jid(),
                job.name(),
                state,
                job.tasks().running() + job.tasks().finished(),
                job.tasks().scheduled(),
                job.tasks().total(),
                Instant.ofEpochMilli(job.startTime()));
    }

    /** An answer, or why there is none. */
    private record Answer<T>(Optional<T> value, Optional<FlinkCause> why) {
        T orElse(Function<FlinkCause, T> other) {
            return value.orElseGet(() -> other.apply(why.orElse(FlinkCause.UNKNOWN)));
        }
    }

    private static <T> Answer<T> answer(Supplier<T> call) {
        try {
            return new Answer<>(Optional.of(call.get()), Optional.empty());
        } catch (FlinkRefusal e) {
            return new Answer<>(Optional.empty(), Optional.of(Causes.of(e.text())));
        } catch (ProcessingException e) {
            return new Answer<>(Optional.empty(), Optional.of(CauseCode.FLINK_UNREACHABLE.because(why(e))));
        }
    }

    private static String why(ProcessingException e) {
        return String.valueOf(e.getMessage());
    }
}
