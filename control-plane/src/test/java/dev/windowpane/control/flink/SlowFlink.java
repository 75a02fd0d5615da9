package dev.windowpane.control.flink;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.FlinkModel;
import java.nio.file.Path;
import java.util.Optional;

/** {@link FlinkLaunchRest} by {@link FakeFlink}. */
record SlowFlink(FlinkModel flink) {
    FlinkLaunchRest.Uploaded upload(Path jar) {
        return new FlinkLaunchRest.Uploaded(flink.upload(String.valueOf(jar.getFileName())));
    }

    void run(String jar, FlinkLaunchRest.RunRequest request) {
        Optional<String> refusal = flink.run(
                new FakeFlink.Submission(
                        request.jobId(), jar, request.entryClass(), request.programArgsList(), request.parallelism()),
                String.valueOf(request.flinkConfiguration().get("pipeline.name")));
        if (refusal.isPresent()) {
            throw InProcessFlink.refused(400, refusal.get());
        }
    }
}
