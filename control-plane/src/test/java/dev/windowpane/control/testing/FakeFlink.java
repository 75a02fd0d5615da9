package dev.windowpane.control.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A model of a Flink session cluster, as far as the control plane can tell it from a real one: one job per id and life of the
 * JobManager, asynchronous cancels, jars by a name of its own. Tests set its faults.
 */
public final class FakeFlink implements FlinkModel {
    /** One job of the cluster. */
    public record FakeJob(String id, String name, String state, int running, int tasks) {
        FakeJob as(String newState, int newRunning) {
            return new FakeJob(id, name, newState, newRunning, tasks);
        }
    }

    /** What a launch asked for. */
    public record Submission(String id, String jar, String entryClass, List<String> arguments, int parallelism) {}

    private final Map<String, FakeJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Double> gauges = new ConcurrentHashMap<>();
    private final Map<String, String> jars = new LinkedHashMap<>();
    private final List<Submission> submissions = new CopyOnWriteArrayList<>();
    private final List<String> cancels = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Runnable> after = new ConcurrentHashMap<>();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean slots = true;
    private int uploads;

    /** All is as in a new cluster without faults. */
    public synchronized void reset() {
        jobs.clear();
        jars.clear();
        submissions.clear();
        cancels.clear();
        before.clear();
        after.clear();
        refusal = Optional.empty();
        failures.clear();
        gauges.clear();
        List.of("ledgerAwaySince", "commitAlarm", "pendingBytes").forEach(name -> gauge("commit." + name, 0));
        slots = true;
        uploads = 0;
    }

    /** Runs {@code fault} once, before the operation has any effect: {@code upload}, {@code run}, {@code cancel}, {@code overview}. */
    public void before(String operation, Runnable fault) {
        before.put(operation, fault);
    }

    /** Runs {@code fault} once, after the operation has had its effect and before it is answered. */
    public void after(String operation, Runnable fault) {
        after.put(operation, fault);
    }

    /** Launches are answered with this stack text. */
    public void refuse(String stackText) {
        refusal = Optional.of(stackText);
    }

    public void accept() {
        refusal = Optional.empty();
    }

    /** Whether tasks find a slot. */
    public void slots(boolean there) {
        slots = there;
        jobs.replaceAll((id, job) -> job.state().equals("RUNNING") ? job.as("RUNNING", there ? job.tasks() : 0) : job);
    }

    /** The job ends by an error. */
    public void fail(String id, String stackText) {
        failures.put(id, stackText);
        jobs.computeIfPresent(id, (key, job) -> job.as("FAILED", 0));
    }

    /** The job fails and tries again by itself. */
    public void restarting(String id, String stackText) {
        failures.put(id, stackText);
        state(id, "RESTARTING", 0);
    }

    /** The job comes to the end of what it was to read. */
    public void finish(String id) {
        state(id, "FINISHED", 0);
    }

    /** A gauge of every job, by {@code <operator>.<name>}. */
    public void gauge(String name, double value) {
        gauges.put(name, value);
    }

    public Map<String, Double> gauges() {
        return Map.copyOf(gauges);
    }

    public void state(String id, String state, int running) {
        jobs.computeIfPresent(id, (key, job) -> job.as(state, running));
    }

    /** The JobManager comes back without its jobs. */
    public void restart() {
        jobs.clear();
    }

    /** A job that was launched by somebody else. */
    public void addStray(String id, String name) {
        jobs.put(id, new FakeJob(id, name, "RUNNING", 9, 9));
    }

    public List<FakeJob> jobs() {
        return List.copyOf(jobs.values());
    }

    public List<FakeJob> alive() {
        return jobs().stream()
                .filter(job -> List.of("RUNNING", "RESTARTING", "CREATED", "INITIALIZING")
                        .contains(job.state()))
                .toList();
    }

    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    public List<String> cancels() {
        return List.copyOf(cancels);
    }

    @Override
    public synchronized Map<String, String> jars() {
        return Map.copyOf(jars);
    }

    public synchronized int uploads() {
        return uploads;
    }

    @Override
    public List<FakeJob> overview() {
        fault(before, "overview");
        return jobs();
    }

    @Override
    public Optional<FakeJob> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public List<String> failures(String id) {
        return Optional.ofNullable(failures.get(id)).stream().toList();
    }

    @Override
    public String upload(String fileName) {
        fault(before, "upload");
        String id;
        synchronized (this) {
            uploads++;
            id = "0000000%d-aaaa_%s".formatted(uploads, fileName);
            jars.put(id, fileName);
        }
        fault(after, "upload");
        return "/tmp/flink-web-upload/" + id;
    }

    @Override
    public synchronized void deleteJar(String id) {
        jars.remove(id);
    }

    @Override
    public Optional<String> run(Submission submission, String name) {
        fault(before, "run");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!jars().containsKey(submission.jar())) {
            return Optional.of("java.io.FileNotFoundException: no such jar");
        }
        submissions.add(submission);
        int tasks = submission.parallelism() * 3;
        FakeJob job = new FakeJob(submission.id(), name, "RUNNING", slots ? tasks : 0, tasks);
        if (jobs.putIfAbsent(submission.id(), job) != null) {
            return Optional.of("org.apache.flink.runtime.client.DuplicateJobSubmissionException: taken");
        }
        fault(after, "run");
        return Optional.empty();
    }

    @Override
    public void cancel(String id) {
        fault(before, "cancel");
        cancels.add(id);
        jobs.computeIfPresent(id, (key, job) -> job.as("CANCELED", 0));
        fault(after, "cancel");
    }

    private static void fault(Map<String, Runnable> faults, String operation) {
        Optional.ofNullable(faults.remove(operation)).ifPresent(Runnable::run);
    }

    /** Ids that have been launched, each once. */
    public List<String> launchedIds() {
        return new ArrayList<>(
                submissions.stream().map(Submission::id).distinct().toList());
    }
}
