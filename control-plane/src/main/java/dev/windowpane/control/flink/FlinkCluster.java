package dev.windowpane.control.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.flink.FlinkLaunchRest.RunRequest;
import dev.windowpane.spec.Launch;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One Flink session cluster. Its answers are values; that it cannot be reached is one of them. Calls block. */
public final class FlinkCluster {
    private static final Logger LOG = Logger.getLogger(FlinkCluster.class);

    private final FlinkCalls calls;
    private final ObjectMapper json;
    private final String entryClass;
    private final FlinkMetrics metrics;

    FlinkCluster(FlinkCalls calls, ObjectMapper json, String entryClass) {
        this.calls = calls;
        this.metrics = new FlinkMetrics(calls);
        this.json = json;
        this.entryClass = entryClass;
    }

    /** Figures about its jobs and itself. */
    public FlinkMetrics metrics() {
        return metrics;
    }

    /** All jobs, in one call. */
    public ClusterView look() {
        return answer(() -> (ClusterView) new ClusterView.Reachable(calls.quick().overview().jobs().stream()
                        .map(FlinkCluster::job)
                        .toList()))
                .orElse(ClusterView.Unreachable::new);
    }

    /**
     * Sees to it that the cluster has the JAR, once.
     *
     * @param surplus the SHA-256 of JARs of ours that it need not keep
     */
    public JarAnswer store(JobJar jar, Set<String> surplus) {
        return answer(() -> {
                    List<String> ours = calls.quick().jars().files().stream()
                            .filter(file -> file.name().startsWith(JobJar.PREFIX))
                            .map(FlinkRest.Jar::id)
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
            calls.slow().run(jar, request);
            return new LaunchAnswer.Accepted();
        } catch (WebApplicationException e) {
            // Its text differs between Flink's versions and may say nothing: what counts is whether the job is there
            String cause = cause(e);
            return switch (has(id)) {
                case YES -> new LaunchAnswer.AlreadyThere();
                case NO -> new LaunchAnswer.Rejected(cause);
                case UNKNOWN -> new LaunchAnswer.Unknown(cause);
            };
        } catch (ProcessingException e) {
            return new LaunchAnswer.Unknown(why(e));
        }
    }

    /** Asks for an end; it is asynchronous, and asking again or too late does no harm. */
    public void cancel(String id) {
        answer(() -> {
                    calls.quick().cancel(id, "cancel");
                    return "";
                })
                .why()
                .ifPresent(why -> LOG.debugf("cancel of %s: %s", id, why));
    }

    /** Why the job has failed; empty if it has not or the cluster does not say. */
    public Optional<FlinkFailure> lastFailure(String id) {
        return answer(() -> Optional.ofNullable(calls.quick().exceptions(id, 1).exceptionHistory()).stream()
                        .flatMap(history -> history.entries().stream())
                        .flatMap(
                                entry -> Optional.ofNullable(entry.stacktrace())
                                        .or(() -> Optional.ofNullable(entry.exceptionName()))
                                        .stream())
                        .findFirst()
                        .map(stack -> new FlinkFailure(Causes.ofStack(stack), Causes.offsetsLost(stack))))
                .orElse(why -> Optional.empty());
    }

    private enum Presence {
        YES,
        NO,
        UNKNOWN
    }

    private Presence has(String id) {
        try {
            calls.quick().job(id);
            return Presence.YES;
        } catch (WebApplicationException e) {
            return e.getResponse().getStatus() == 404 ? Presence.NO : Presence.UNKNOWN;
        } catch (ProcessingException e) {
            LOG.debugf("job %s cannot be asked for: %s", id, why(e));
            return Presence.UNKNOWN;
        }
    }

    private String upload(Path jar) {
        String path = calls.slow().upload(jar).filename();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void deleteJar(String id) {
        try {
            calls.quick().deleteJar(id);
        } catch (WebApplicationException e) {
            LOG.debugf("surplus JAR %s cannot be deleted: %s", id, cause(e));
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
                job.tasks().total());
    }

    /** An answer, or why there is none. */
    private record Answer<T>(Optional<T> value, Optional<String> why) {
        T orElse(java.util.function.Function<String, T> other) {
            return value.orElseGet(() -> other.apply(why.orElse("no reason known")));
        }
    }

    private <T> Answer<T> answer(Supplier<T> call) {
        try {
            return new Answer<>(Optional.of(call.get()), Optional.empty());
        } catch (WebApplicationException e) {
            return new Answer<>(Optional.empty(), Optional.of(cause(e)));
        } catch (ProcessingException e) {
            return new Answer<>(Optional.empty(), Optional.of(why(e)));
        }
    }

    private String cause(WebApplicationException e) {
        String body = e.getResponse().hasEntity() ? e.getResponse().readEntity(String.class) : "";
        return body.isBlank()
                ? "Flink answered with status " + e.getResponse().getStatus()
                : Causes.ofAnswer(body, json);
    }

    private static String why(ProcessingException e) {
        Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }
}
