package dev.windowpane.control.flink;

import dev.windowpane.control.flink.FlinkRest.RunRequest;
import dev.windowpane.spec.Launch;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What fails while it runs. */
record RunCauses(CauseRecorder at) {
    void runs() {
        String stored = at.stored(at.test);
        at.failed("UNKNOWN.in-task", fails(stored, "fails", Map.of()));
        at.failed("CLASS_MISSING", fails(stored, "class-missing", Map.of()));
        at.failed("DISK_FULL", fails(stored, "disk-full", Map.of()));
        at.failed("TASK_MANAGER_LOST.heap", fails(stored, "heap", Map.of()));
        at.failed("MEMORY_DIRECT", fails(stored, "direct", Map.of()));
        at.refused(
                "CHECKPOINT_DIRECTORY",
                () -> fails(
                        stored,
                        "forever",
                        Map.of(
                                "execution.checkpointing.interval",
                                "500 ms",
                                "execution.checkpointing.dir",
                                "file:///proc/nowhere",
                                "execution.checkpointing.tolerable-failed-checkpoints",
                                "0")));
        String real = at.stored(at.job);
        at.topic("moved", 1, 100);
        Launch moved = at.spec("moved", at.kafka(), "default", "");
        String id = at.start(real, moved);
        at.commits(moved);
        at.database.sql("update job_progress set next_offset = next_offset + 3 where job = %d".formatted(moved.job()));
        at.produce("moved", 10);
        at.failed("PROGRESS_INCONSISTENT", id);
        at.cluster.cancel(id);
        at.topic("short", 1, 100);
        Launch fencedLater = at.spec("short", at.kafka(), "default", "");
        String later = at.start(real, fencedLater);
        at.commits(fencedLater);
        at.database.sql("update job_ledger set epoch = 50 where job = %d".formatted(fencedLater.job()));
        at.produce("short", 10);
        at.failed("FENCED.in-task", later);
        at.cluster.cancel(later);
    }

    /** Kafka deletes what comes next while nobody reads. */
    void offsets() {
        String real = at.stored(at.job);
        at.topic("deleted", 1, 100);
        Launch launch = at.spec("deleted", at.kafka(), "default", "");
        String id = at.start(real, launch);
        at.commits(launch);
        at.flinkStack.pauseTaskManager();
        // Longer than a broker keeps a fetch that was sent before
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        at.produce("deleted", 100);
        at.data.kafka().deleteRecords("deleted", 0, 150);
        at.flinkStack.resumeTaskManager();
        at.failed("OFFSETS_LOST", id);
    }

    /** Takes five minutes: Flink waits so long for slots. */
    void slots() {
        String stored = at.stored(at.test);
        String id = RealFlink.anId();
        at.rest.run(
                stored,
                new RunRequest(
                        "testjob.TestJob", CauseRecorder.arguments("forever"), 40, id, withoutRestart(Map.of())));
        for (int n = 0; n < 3; n++) {
            CauseRecorder.until(() -> at.text(id).isPresent());
        }
        at.failed("NO_SLOTS", id);
    }

    void losses() {
        String stored = at.stored(at.test);
        String id = RealFlink.anId();
        at.rest.run(
                stored,
                new RunRequest("testjob.TestJob", CauseRecorder.arguments("forever"), 1, id, withoutRestart(Map.of())));
        CauseRecorder.until(() -> at.rest.overview().jobs().stream()
                .anyMatch(job -> job.jid().equals(id)
                        && job.tasks().running() == job.tasks().total()));
        at.flinkStack.killTaskManager();
        at.failed("TASK_MANAGER_LOST", id);
        at.flinkStack.startTaskManager();
        String paused = RealFlink.anId();
        at.rest.run(
                stored,
                new RunRequest(
                        "testjob.TestJob", CauseRecorder.arguments("forever"), 1, paused, withoutRestart(Map.of())));
        CauseRecorder.until(() -> at.rest.overview().jobs().stream()
                .anyMatch(job -> job.jid().equals(paused)
                        && job.tasks().running() == job.tasks().total()));
        at.flinkStack.pauseTaskManager();
        at.failed("TASK_MANAGER_LOST.paused", paused);
        at.flinkStack.resumeTaskManager();
        at.flinkStack.killTaskManager();
        at.flinkStack.startTaskManager();
        at.failed("TASK_MANAGER_LOST.metaspace", fails(stored, "metaspace", Map.of()));
    }

    private String fails(String stored, String mode, Map<String, String> configuration) {
        String id = RealFlink.anId();
        at.rest.run(
                stored,
                new RunRequest("testjob.TestJob", CauseRecorder.arguments(mode), 1, id, withoutRestart(configuration)));
        return id;
    }

    private static Map<String, String> withoutRestart(Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("restart-strategy.type", "disable");
        return all;
    }
}
