package dev.windowpane.control.flink;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.FlinkModel;
import java.util.List;

/** {@link FlinkRest} by {@link FakeFlink}; not an implementation, that would be an endpoint of the application under test. */
record QuickFlink(FlinkModel flink) {
    FlinkRest.JobsOverview overview() {
        return new FlinkRest.JobsOverview(flink.overview().stream()
                .map(job -> new FlinkRest.Overview(
                        job.id(),
                        job.name(),
                        job.state(),
                        new FlinkRest.Tasks(
                                job.tasks(),
                                job.running(),
                                0,
                                job.state().equals("RUNNING") ? job.tasks() - job.running() : 0)))
                .toList());
    }

    FlinkRest.JobDetails job(String id) {
        FakeFlink.FakeJob job = flink.job(id).orElseThrow(() -> InProcessFlink.refused(404, "Job not found"));
        return new FlinkRest.JobDetails(job.id(), job.state(), List.of());
    }

    FlinkRest.JobExceptions exceptions(String id, int most) {
        return new FlinkRest.JobExceptions(new FlinkRest.History(flink.failures(id).stream()
                .map(stack -> new FlinkRest.Entry("x", stack))
                .toList()));
    }

    void cancel(String id, String mode) {
        flink.cancel(id);
    }

    FlinkRest.Jars jars() {
        return new FlinkRest.Jars(flink.jars().entrySet().stream()
                .map(jar -> new FlinkRest.Jar(jar.getKey(), jar.getValue()))
                .toList());
    }

    void deleteJar(String id) {
        flink.deleteJar(id);
    }
}
