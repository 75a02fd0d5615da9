package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Windowpane with all that it stands on: real Kafka, Flink and Postgres and our control plane, each a process on 127.0.0.1, in one directory that survives restarts.
 * Every fault that a test can cause is a method here. What a {@code start…} method starts is ready when the method returns.
 */
public final class LocalStack implements AutoCloseable {
    /** The topic of the hits. */
    public static final String TOPIC = "hits";

    private final StackParts parts;
    private final StackLife life;

    private LocalStack(StackParts parts, StackLife life) {
        this.parts = parts;
        this.life = life;
    }

    /** @param directory holds data, logs, passwords and addresses; made if missing; one stack at a time */
    public static LocalStackBuilder in(Path directory) {
        return new LocalStackBuilder(directory);
    }

    static LocalStack start(LocalStackBuilder wanted) {
        StackLife life = StackLife.begin(wanted);
        return new LocalStack(life.parts(), life);
    }

    /** Where everything is now; process numbers change when something is started again. */
    public Addresses addresses() {
        return life.addresses();
    }

    /** The file that holds {@link #addresses()} while the stack runs. */
    public Path addressesFile() {
        return life.addressesFile();
    }

    /** Where each process writes its log. */
    public Path logDirectory() {
        return life.logDirectory();
    }

    public EmbeddedPostgres postgres() {
        return present(parts.postgres(), Part.POSTGRES);
    }

    /** How to enter the database, wherever it runs. */
    public PostgresAccess database() {
        return present(parts.database(), Part.POSTGRES);
    }

    public EmbeddedKafka kafka() {
        return present(parts.kafka(), Part.KAFKA);
    }

    public EmbeddedFlink flink() {
        return present(parts.flink(), Part.FLINK);
    }

    public EmbeddedControlPlane controlPlane() {
        return present(parts.controlPlane(), Part.CONTROL_PLANE);
    }

    /** The second control plane; not started with the stack. */
    public Standby standby() {
        Standby standby = parts.standby();
        if (standby == null) {
            throw new LocalStackException("this stack was started without LocalStackBuilder.withStandby()");
        }
        return standby;
    }

    private static <T> T present(@Nullable T part, Part name) {
        if (part == null) {
            throw new LocalStackException("this stack was started without " + name);
        }
        return part;
    }

    /** The network between the job and Postgres. */
    public FaultProxy postgresLink() {
        return links().postgres();
    }

    /** The network between the job and Kafka. */
    public FaultProxy kafkaLink() {
        return links().kafka();
    }

    /** The network between the control plane and Flink. */
    public FaultProxy flinkLink() {
        return links().flink();
    }

    private Links links() {
        Links links = parts.links();
        if (links == null) {
            throw new LocalStackException("this stack was started without LocalStackBuilder.breakableLinks()");
        }
        return links;
    }

    public void killPostgres() {
        postgres().kill();
    }

    public void pausePostgres() {
        postgres().pause();
    }

    public void resumePostgres() {
        postgres().resume();
    }

    public void startPostgres() {
        postgres().start();
    }

    public void killKafka() {
        kafka().kill();
    }

    public void pauseKafka() {
        kafka().pause();
    }

    public void resumeKafka() {
        kafka().resume();
    }

    public void startKafka() {
        kafka().start();
    }

    public void killJobManager() {
        flink().killJobManager();
    }

    public void pauseJobManager() {
        flink().pauseJobManager();
    }

    public void resumeJobManager() {
        flink().resumeJobManager();
    }

    public void startJobManager() {
        flink().startJobManager();
    }

    /** The first, and usually the only one. */
    public void killTaskManager() {
        flink().killTaskManager(1);
    }

    /** The first, and usually the only one. */
    public void pauseTaskManager() {
        flink().pauseTaskManager(1);
    }

    /** The first, and usually the only one. */
    public void resumeTaskManager() {
        flink().resumeTaskManager(1);
    }

    /** The first, and usually the only one. */
    public void startTaskManager() {
        flink().startTaskManager(1);
    }

    /** Deletes all of Flink's checkpoints, whether they are in use or not. */
    public void deleteCheckpoints() {
        flink().checkpoints().delete();
    }

    public void killControlPlane() {
        controlPlane().kill();
    }

    public void pauseControlPlane() {
        controlPlane().pause();
    }

    public void resumeControlPlane() {
        controlPlane().resume();
    }

    public void startControlPlane() {
        controlPlane().start();
    }

    /** Ends every process in order; nothing of the stack is left running. The data stays. */
    @Override
    public void close() {
        life.close();
    }
}
