package dev.windowpane.control.reconcile;

import dev.windowpane.control.testing.FakeFlink.FakeJob;
import dev.windowpane.control.testing.FakeFlink.Submission;
import dev.windowpane.control.testing.FlinkModel;
import jakarta.ws.rs.ProcessingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Flink cluster at its worst: it drops requests and answers, lets launches surface late, takes its time to cancel, restarts without
 * its jobs, or hides them for a while. What it has told of a job is remembered, so that nobody can claim what it never said.
 */
final class RoughFlink implements FlinkModel {
    private static final int TASKS = 9;

    /** A job as it truly is. Times are milliseconds of the world. */
    static final class Job {
        final String id;
        final String name;
        final long epoch;
        final Flaw flaw;
        String state = "RUNNING";
        long upAt;
        long endsAt = Long.MAX_VALUE;

        Job(String id, String name, long epoch, Flaw flaw, long upAt) {
            this.id = id;
            this.name = name;
            this.epoch = epoch;
            this.flaw = flaw;
            this.upAt = upAt;
        }

        boolean alive() {
            return !List.of("CANCELED", "FAILED", "FINISHED").contains(state);
        }
    }

    /** What is wrong with a JAR. */
    enum Flaw {
        NONE,
        /** Its main() throws. */
        REFUSED,
        /** It never comes up. */
        NEVER_UP,
        /** It fails soon. */
        FAILS
    }

    private record InFlight(Submission submission, String name, long surfacesAt) {}

    private final World world;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, String> jars = new LinkedHashMap<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    /** Jobs that it has denied, or told to have ended or to be in trouble. */
    private final Set<String> told = new HashSet<>();

    private long awayUntil;
    private long hidesUntil;
    private int uploads;

    RoughFlink(World world) {
        this.world = world;
    }

    /** Time goes on: launches surface, cancels end, jobs with a flaw fail. */
    void advance() {
        for (InFlight late : List.copyOf(inFlight)) {
            if (late.surfacesAt() <= world.time()) {
                inFlight.remove(late);
                land(late.submission(), late.name());
            }
        }
        for (Job job : jobs.values()) {
            if (job.state.equals("CANCELLING") && job.endsAt <= world.time()) {
                job.state = "CANCELED";
            } else if (job.state.equals("RESTARTING") && job.upAt <= world.time()) {
                job.state = "RUNNING";
            } else if (job.state.equals("RUNNING") && job.flaw == Flaw.FAILS && job.upAt <= world.time()) {
                job.state = "FAILED";
            }
        }
    }

    boolean isUp(Job job) {
        return job.state.equals("RUNNING") && job.flaw == Flaw.NONE && job.upAt <= world.time();
    }

    List<Job> alive() {
        return jobs.values().stream().filter(Job::alive).toList();
    }

    /** Whether it has ever said something else than that the job is alive and well. */
    boolean hasTold(String id) {
        return told.contains(id);
    }

    /** The JobManager is killed: its jobs and what is on its way to it are gone. */
    void restart(boolean keepsJars, long awayMillis) {
        jobs.clear();
        inFlight.clear();
        if (!keepsJars) {
            jars.clear();
        }
        awayUntil = world.time() + awayMillis;
    }

    /** Another JobManager takes over; its jobs run on, but for a while it does not know them. */
    void failOver(long awayMillis, long hidesMillis) {
        inFlight.clear();
        awayUntil = world.time() + awayMillis;
        hidesUntil = awayUntil + hidesMillis;
    }

    void away(long millis) {
        awayUntil = world.time() + millis;
    }

    void addForeign(String id, String name) {
        jobs.put(id, new Job(id, name, 0, Flaw.NONE, world.time()));
    }

    /** Something happens to one of its jobs that Flink overcomes, or not. */
    void trouble(Job job, boolean overcome) {
        if (job.state.equals("RUNNING")) {
            job.state = overcome ? "RESTARTING" : "FAILED";
            job.upAt = world.time() + world.between(500, 20_000);
        }
    }

    /** No faults from now on; what is on its way comes soon. */
    void calm() {
        awayUntil = Math.min(awayUntil, world.time());
        hidesUntil = Math.min(hidesUntil, world.time());
    }

    private void link(String what) {
        world.point("flink " + what);
        if (awayUntil > world.time() || world.happens(0.03)) {
            throw new ProcessingException("connection refused");
        }
    }

    private void answer() {
        if (world.happens(0.04)) {
            throw new ProcessingException("read timed out");
        }
        world.point("answer");
    }

    @Override
    public List<FakeJob> overview() {
        link("overview");
        List<FakeJob> shown = hidesUntil > world.time()
                ? List.of()
                : jobs.values().stream().map(this::show).toList();
        answer();
        world.everSubmitted().stream()
                .filter(id -> shown.stream().noneMatch(job -> job.id().equals(id)))
                .forEach(told::add);
        shown.stream().filter(job -> !job.state().equals("RUNNING")).forEach(job -> told.add(job.id()));
        return shown;
    }

    private FakeJob show(Job job) {
        String state = job.state.equals("RUNNING") && job.flaw == Flaw.NEVER_UP ? "INITIALIZING" : job.state;
        return new FakeJob(job.id, job.name, state, isUp(job) ? TASKS : 0, TASKS);
    }

    @Override
    public Optional<FakeJob> job(String id) {
        link("job");
        Optional<FakeJob> shown = Optional.ofNullable(jobs.get(id))
                .filter(job -> hidesUntil <= world.time())
                .map(this::show);
        answer();
        if (shown.isEmpty()) {
            told.add(id);
        }
        return shown;
    }

    @Override
    public List<String> failures(String id) {
        link("failures");
        Job job = jobs.get(id);
        boolean failed = job != null && (job.state.equals("FAILED") || job.state.equals("RESTARTING"));
        answer();
        return failed ? List.of("java.lang.IllegalStateException: it went wrong") : List.of();
    }

    @Override
    public Map<String, String> jars() {
        link("jars");
        Map<String, String> shown = Map.copyOf(jars);
        answer();
        return shown;
    }

    @Override
    public String upload(String fileName) {
        link("upload");
        uploads++;
        String id = "%d_%s".formatted(uploads, fileName);
        jars.put(id, fileName);
        answer();
        return "/tmp/" + id;
    }

    @Override
    public void deleteJar(String id) {
        link("delete");
        jars.remove(id);
        answer();
    }

    @Override
    public Optional<String> run(Submission submission, String name) {
        world.posted(this, submission);
        link("run");
        if (!jars.containsKey(submission.jar())) {
            return Optional.of("java.io.FileNotFoundException: no such jar");
        }
        if (world.happens(0.10)) {
            long later = world.time() + world.between(100, 40_000);
            inFlight.add(new InFlight(submission, name, later));
            throw new ProcessingException("read timed out");
        }
        Optional<String> refusal = land(submission, name);
        answer();
        return refusal;
    }

    private Optional<String> land(Submission submission, String name) {
        Flaw flaw = world.flaw(submission.jar());
        if (flaw == Flaw.REFUSED) {
            return Optional.of("java.lang.IllegalStateException: it is broken");
        }
        if (jobs.containsKey(submission.id())) {
            return Optional.of("DuplicateJobSubmissionException: taken");
        }
        long epoch = Long.parseLong(submission.arguments().get(3));
        jobs.put(submission.id(), new Job(submission.id(), name, epoch, flaw, world.time() + world.between(0, 6_000)));
        world.landed();
        return Optional.empty();
    }

    @Override
    public void cancel(String id) {
        link("cancel");
        Job job = jobs.get(id);
        if (job != null && job.alive() && !job.state.equals("CANCELLING")) {
            world.cancelled(job);
            job.state = "CANCELLING";
            job.endsAt = world.time() + (world.happens(0.1) ? world.between(30_000, 120_000) : world.between(0, 2_000));
        }
        answer();
    }
}
