package dev.windowpane.control.flink;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.FlinkModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@link FlinkRest} by {@link FlinkModel}. */
record ModelFlink(FlinkModel flink) implements FlinkRest {
    @Override
    public JobsOverview overview() {
        return new JobsOverview(flink.overview().stream()
                .map(job -> new Overview(
                        job.id(),
                        job.name(),
                        job.state(),
                        0,
                        new Tasks(
                                job.tasks(),
                                job.running(),
                                0,
                                job.state().equals("RUNNING") ? job.tasks() - job.running() : 0)))
                .toList());
    }

    @Override
    public JobDetails job(String id) {
        FakeFlink.FakeJob job = flink.job(id).orElseThrow(() -> new FlinkRefusal(404, "Job not found"));
        return new JobDetails(job.id(), job.state(), List.of());
    }

    @Override
    public JobExceptions exceptions(String id, int most) {
        return new JobExceptions(new History(flink.failures(id).stream()
                .map(stack -> new Entry("x", stack, 0))
                .toList()));
    }

    @Override
    public List<Metric> metrics(String id, String vertex, String names, String aggregations) {
        return List.of();
    }

    @Override
    public List<JobMetric> metrics(String id, String names) {
        return List.of();
    }

    @Override
    public ClusterOverview cluster() {
        return new ClusterOverview(1, 4, 4, "2.3.0");
    }

    @Override
    public void cancel(String id) {
        flink.cancel(id);
    }

    @Override
    public Jars jars() {
        return new Jars(flink.jars().entrySet().stream()
                .map(jar -> new StoredJar(jar.getKey(), jar.getValue()))
                .toList());
    }

    @Override
    public void deleteJar(String id) {
        flink.deleteJar(id);
    }

    @Override
    public Uploaded upload(Path jar) {
        return new Uploaded(flink.upload(String.valueOf(jar.getFileName())));
    }

    @Override
    public Launched run(String jar, RunRequest request) {
        Optional<String> refusal = flink.run(
                new FakeFlink.Submission(
                        request.jobId(), jar, request.entryClass(), request.programArgsList(), request.parallelism()),
                String.valueOf(request.flinkConfiguration().get("pipeline.name")));
        if (refusal.isPresent()) {
            throw new FlinkRefusal(400, refusal.get());
        }
        return new Launched(request.jobId());
    }
}
