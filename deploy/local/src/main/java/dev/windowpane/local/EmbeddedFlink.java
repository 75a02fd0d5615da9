package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.PortHolders;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Readiness;
import dev.windowpane.local.os.Together;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Flink session cluster on 127.0.0.1: one JobManager and some TaskManagers, each a process. REST only with mTLS. It is not highly available: what it knows of
 * jobs ends with the JobManager, and its checkpoints and uploads are deleted at the next start of the stack.
 */
public final class EmbeddedFlink implements StackPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);
    private static final int SLOTS = 4;
    /** Without these the cluster looks healthy and refuses every job. */
    private static final List<String> OPENS = Stream.of(
                    "java.util", "java.lang", "java.time", "java.nio", "sun.nio.ch", "java.util.concurrent")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    private final Home home;
    private final Programs programs;
    private final Map<String, String> environment;
    private final Certificates certificates;
    private final FlinkConfig config;
    private final Checkpoints checkpoints;
    private final ManagedProcess jobManager;
    private final List<ManagedProcess> taskManagers;
    private final URI url;

    /**
     * @param preferredPort of REST; 0 for any
     * @param environment of the processes: what connection names of jobs stand for
     */
    EmbeddedFlink(
            Home home,
            Programs programs,
            int preferredPort,
            int taskManagerCount,
            Map<String, String> environment,
            ManagedProcess.ExitListener listener) {
        this.home = home;
        this.programs = programs;
        this.environment = environment;
        this.certificates =
                new Certificates(home.secretsDirectory(), home.secrets(), home.log("certificates"), Clock.systemUTC());
        int restPort = home.ports().choose("flink-rest", preferredPort);
        this.config = new FlinkConfig(
                restPort,
                home.ports().choose("flink-rpc", preferredPort == 0 ? 0 : preferredPort + 1),
                home.ports().choose("flink-blobs", preferredPort == 0 ? 0 : preferredPort + 2),
                home.data("flink"),
                SLOTS,
                certificates);
        this.checkpoints = new Checkpoints(config.checkpoints(), home.log("certificates"));
        this.url = URI.create("https://127.0.0.1:" + restPort);
        this.jobManager = jobManager(listener);
        this.taskManagers = IntStream.rangeClosed(1, taskManagerCount)
                .mapToObj(number -> taskManager("taskmanager-" + number, listener))
                .toList();
    }

    private ManagedProcess jobManager(ManagedProcess.ExitListener listener) {
        List<String> command = java().quick()
                .with("-Xms64m", "-Xmx320m", "-XX:MaxMetaspaceSize=256m")
                .run(
                        Programs.require(programs.flinkLib()),
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        configDirectory().toString());
        return process("jobmanager", command, listener);
    }

    private ManagedProcess taskManager(String name, ManagedProcess.ExitListener listener) {
        List<String> command = java().with(
                        "-Xms128m",
                        "-Xmx%dm".formatted(FlinkConfig.TASK_MANAGER_HEAP_MIB),
                        "-XX:MaxDirectMemorySize=%dm".formatted(FlinkConfig.TASK_MANAGER_DIRECT_MIB),
                        "-XX:MaxMetaspaceSize=%dm".formatted(FlinkConfig.TASK_MANAGER_METASPACE_MIB),
                        "-XX:+UseG1GC")
                .run(
                        Programs.require(programs.flinkLib()),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        configDirectory().toString(),
                        "-Dtaskmanager.resource-id=" + name);
        return process(name, command, listener);
    }

    private JavaCommand java() {
        return new JavaCommand(programs.java(), home.data("tmp")).with(OPENS).with(Log4j.option(loggingFile()));
    }

    private ManagedProcess process(String name, List<String> command, ManagedProcess.ExitListener listener) {
        ProcessSpec spec = new ProcessSpec(name, command, environment, home.root(), home.log(name), "TERM");
        return new ManagedProcess(spec, home.run(), () -> {}, listener);
    }

    private Path configDirectory() {
        return home.config().resolve("flink");
    }

    private Path loggingFile() {
        return home.config().resolve("log4j2-flink.properties");
    }

    /** Starts the whole cluster anew; returns when all TaskManagers are registered. */
    @Override
    public void start() {
        PrivateFiles.delete(config.data());
        Stream.of(config.data(), config.uploads(), config.checkpoints(), config.temporary())
                .forEach(PrivateFiles::directory);
        certificates.prepare();
        Log4j.write(loggingFile(), "info");
        PrivateFiles.write(
                PrivateFiles.directory(configDirectory()).resolve("config.yaml"),
                config.yaml(PrivateFiles.read(certificates.passwordFile())));
        List<Runnable> all = new ArrayList<>();
        all.add(this::startJobManager);
        taskManagers.forEach(each -> all.add(() -> startTaskManager(each)));
        Together.run(all);
    }

    /** Starts it again after {@link #killJobManager}, without any job; returns when it answers. */
    public void startJobManager() {
        jobManager.start();
        try (FlinkRest rest = new FlinkRest(url, certificates)) {
            Readiness.await(jobManager, START_LIMIT, () -> {
                try {
                    rest.taskManagers();
                    return Optional.empty();
                } catch (IOException notYet) {
                    return Optional.of("it does not answer at " + url);
                }
            });
        }
    }

    /** kill -9; running jobs are forgotten. */
    public void killJobManager() {
        jobManager.kill();
    }

    /** SIGSTOP of the JobManager. */
    public void pauseJobManager() {
        jobManager.pause();
    }

    /** Ends {@link #pauseJobManager}. */
    public void resumeJobManager() {
        jobManager.resume();
    }

    /**
     * Starts it again after {@link #killTaskManager}; returns when it is registered.
     *
     * @param number from 1
     */
    public void startTaskManager(int number) {
        startTaskManager(taskManager(number));
    }

    private void startTaskManager(ManagedProcess process) {
        process.start();
        try (FlinkRest rest = new FlinkRest(url, certificates)) {
            Readiness.await(
                    process,
                    START_LIMIT,
                    () -> isRegistered(rest, process)
                            ? Optional.empty()
                            : Optional.of("it is not registered with the JobManager"));
        }
    }

    /** An entry of the same name may still be that of the process before; the port tells them apart. */
    private static boolean isRegistered(FlinkRest rest, ManagedProcess process) {
        try {
            return Optional.ofNullable(rest.taskManagers().get(process.name()))
                    .flatMap(PortHolders::of)
                    .map(ProcessHandle::pid)
                    .equals(process.pid());
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * kill -9.
     *
     * @param number from 1
     */
    public void killTaskManager(int number) {
        taskManager(number).kill();
    }

    /**
     * SIGSTOP: it keeps its connections and its belief that it runs the job.
     *
     * @param number from 1
     */
    public void pauseTaskManager(int number) {
        taskManager(number).pause();
    }

    /**
     * Ends {@link #pauseTaskManager}.
     *
     * @param number from 1
     */
    public void resumeTaskManager(int number) {
        taskManager(number).resume();
    }

    private ManagedProcess taskManager(int number) {
        if (number < 1 || number > taskManagers.size()) {
            throw new LocalStackException(
                    "there is no TaskManager %d; this stack has %d".formatted(number, taskManagers.size()));
        }
        return taskManagers.get(number - 1);
    }

    public Checkpoints checkpoints() {
        return checkpoints;
    }

    public FlinkAddress address() {
        return new FlinkAddress(
                url, certificates.clientKeys(), certificates.clientTrust(), certificates.passwordFile());
    }

    /** What {@code curl -K} needs to be let in, mode 0600, so that no password stands in a command line. */
    Path curlConfig() {
        return certificates.curlConfig();
    }

    @Override
    public String title() {
        return "Flink " + Versions.of("flink");
    }

    @Override
    public List<ManagedProcess> processes() {
        return Stream.concat(Stream.of(jobManager), taskManagers.stream()).toList();
    }

    @Override
    public void close() {
        try {
            Together.runAll(processes().stream()
                    .map(process -> (Runnable) () -> process.close(STOP_GRACE))
                    .toList());
        } finally {
            checkpoints.close();
        }
    }
}
