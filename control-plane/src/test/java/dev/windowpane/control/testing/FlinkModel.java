package dev.windowpane.control.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a fake Flink cluster can be asked. Each call may throw what a call that fails on its way throws. */
public interface FlinkModel {
    List<FakeFlink.FakeJob> overview();

    Optional<FakeFlink.FakeJob> job(String id);

    /** The stack text of the job's newest error, if it has had one. */
    List<String> failures(String id);

    /** Its JARs: file names by id. */
    Map<String, String> jars();

    /** @return the stored path */
    String upload(String fileName);

    void deleteJar(String id);

    /** @return why it was refused */
    Optional<String> run(FakeFlink.Submission submission, String name);

    void cancel(String id);
}
