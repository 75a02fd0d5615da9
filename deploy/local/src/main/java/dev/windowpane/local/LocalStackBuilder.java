package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a stack is to consist of. Without a word of you: everything but sample traffic, on any free ports, unsupervised. */
public final class LocalStackBuilder {
    final Path directory;
    private @Nullable Programs programs;
    private FlinkVersion flink = FlinkVersion.V2_3;
    Set<Part> parts = EnumSet.of(Part.CONTROL_PLANE);
    PreferredPorts ports = PreferredPorts.ANY;
    StackListener listener = StackListener.SILENT;
    int taskManagers = 1;
    boolean supervised;
    boolean mainJob = true;
    boolean breakableLinks;
    boolean standby;

    @Nullable
    Lodging lodging;

    Map<String, String> flinkEnvironment = Map.of();

    LocalStackBuilder(Path directory) {
        this.directory = directory;
    }

    /** Instead of those in the checkout around the working directory. */
    public LocalStackBuilder programs(Programs given) {
        this.programs = given;
        return this;
    }

    /** Of the programs in the checkout. */
    public LocalStackBuilder flink(FlinkVersion version) {
        this.flink = version;
        return this;
    }

    /** Variables of Flink's processes besides our own: what other connection names and secrets of jobs stand for. */
    public LocalStackBuilder flinkEnvironment(Map<String, String> variables) {
        this.flinkEnvironment = Map.copyOf(variables);
        return this;
    }

    /** Only these, and what they need. */
    public LocalStackBuilder parts(Part first, Part... others) {
        this.parts = EnumSet.of(first, others);
        return this;
    }

    /** Kafka and Postgres run there, begin empty each time, and are not started again when they die. Not together with our control plane. */
    public LocalStackBuilder lodgedIn(Lodging given) {
        this.lodging = given;
        return this;
    }

    public LocalStackBuilder ports(PreferredPorts preferred) {
        this.ports = preferred;
        return this;
    }

    public LocalStackBuilder listener(StackListener given) {
        this.listener = given;
        return this;
    }

    /** @param count 1 to 8, each with four slots */
    public LocalStackBuilder taskManagers(int count) {
        if (count < 1 || count > 8) {
            throw new LocalStackException("The number of TaskManagers must be 1 to 8, but is " + count);
        }
        this.taskManagers = count;
        return this;
    }

    /** Starts again what dies by itself. What the stack's own methods kill stays dead until its own methods start it. */
    public LocalStackBuilder supervised() {
        this.supervised = true;
        return this;
    }

    /** The control plane starts with no job instead of the main one. */
    public LocalStackBuilder withoutMainJob() {
        this.mainJob = false;
        return this;
    }

    /** The job reaches Postgres and Kafka, and the control plane reaches Flink, through a {@link FaultProxy} each. */
    public LocalStackBuilder breakableLinks() {
        this.breakableLinks = true;
        return this;
    }

    /** With a second control plane, which is started by the test that wants it. */
    public LocalStackBuilder withStandby() {
        this.standby = true;
        return this;
    }

    Programs programs() {
        return programs == null ? Programs.ofCheckout(Path.of(""), flink) : programs;
    }

    /**
     * Starts it; returns when all of it is ready. It ends with {@link LocalStack#close}, at the latest with this JVM.
     *
     * @throws LocalStackException if something does not come up, with the end of its log; nothing is left running then
     */
    public LocalStack start() {
        return LocalStack.start(this);
    }
}
