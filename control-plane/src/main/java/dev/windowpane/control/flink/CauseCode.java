package dev.windowpane.control.flink;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The catalogue of causes, each seen in a real failure on a real cluster (the texts are in {@code src/test/resources/causes}). The first
 * one that is found in a text is its cause, so what is nearer to the root stands first. Names are stable: programs know them.
 */
public enum CauseCode {
    LEDGER_ROW_MISSING(
            "has no row in job_ledger",
            "The control plane makes it before a launch: launch the job through the control plane"),
    GAP_PARTITION_GONE(
            Fault.ENVIRONMENT,
            "GapException: .*has no partition \\d+ any more",
            "The topic has fewer partitions than the job had read. If that was meant, accept the gap; else restore the topic"),
    GAP_TOPIC_RECREATED(
            Fault.ENVIRONMENT,
            "GapException: .*was made anew",
            "The topic was deleted and made again. If that was meant, accept the gap: the job begins at its start"),
    GAP_EXPIRED(
            Fault.ENVIRONMENT,
            "GapException: ",
            "Kafka has deleted records before they were counted. Accept the gap to go on without them, and lengthen the topic's retention"),
    FENCED(
            Fault.ENVIRONMENT,
            "FencedException: ",
            "A newer launch of the job has taken over, so this one may not write. Nothing is lost and nothing is to be done"),
    PROGRESS_INCONSISTENT(
            Fault.ENVIRONMENT,
            "InconsistentProgressException: ",
            "What Flink remembers and what Postgres says differ, so the job is launched anew from Postgres. Numbers stay exact"),
    SPEC_REFUSED_BY_JAR(
            "InvalidSpecException: ",
            "The job JAR does not understand the spec: it is older than the control plane. Upgrade the job to the current JAR"),
    SECRET_MISSING(
            "(environment variable \\S+ of the Flink processes is not set|ConfigException: Path \\S+ does not exist|NoSuchFileException: (?!.*(\\.jar|chk-)))",
            "Set the variable, or put the file, where Flink's processes run, and restart them: secrets are resolved there"),
    DATABASE_UNREACHABLE(
            Fault.ENVIRONMENT,
            "PSQLException: .*(Connection to \\S+ refused|connection attempt (failed|timed out)|UnknownHost)",
            "Start Postgres, or correct POSTGRES_URL of Flink's processes; a firewall between them may be in the way"),
    DATABASE_PASSWORD(
            Fault.ENVIRONMENT,
            "(password authentication failed|no password was provided|SASL authentication.*failed)",
            "Correct the password of the job's role in the file or variable that Flink's processes read"),
    DATABASE_NAME(
            Fault.ENVIRONMENT,
            "FATAL: database \"[^\"]*\" does not exist",
            "Make the database, or correct POSTGRES_URL of Flink's processes"),
    DATABASE_RIGHT(
            "permission denied for (table|schema|database|function|sequence|relation)",
            "Grant the job's role what the migrations grant to windowpane_job"),
    DATABASE_TABLE(
            "relation \"[^\"]*\" does not exist",
            "The schema is not migrated, or it is another database: start the control plane once against it, or correct POSTGRES_URL"),
    DATABASE_READ_ONLY(
            Fault.ENVIRONMENT,
            "cannot execute .* in a read-only transaction",
            "POSTGRES_URL points at a standby, or the database was made read-only: point it at the primary"),
    NOT_KAFKA(
            "LaunchException: what answers at \\S+ is not Kafka",
            "Correct source.bootstrapServers of the spec: another service has that port"),
    TOPIC_MISSING(
            "(LaunchException: topic '[^']*' does not exist|UnknownTopicOrPartitionException)",
            "Create the topic, or correct its name in the spec"),
    KAFKA_ADDRESS(
            "(No resolvable bootstrap urls|Invalid url in bootstrap\\.servers|Couldn't resolve server)",
            "Correct source.bootstrapServers of the spec: the name cannot be resolved where Flink runs"),
    KAFKA_PROTOCOL(
            "(LaunchException: (what answers at \\S+ expects TLS|Kafka at \\S+ has no TLS)|InvalidReceiveException|unexpected .*SASL|IllegalSaslStateException)",
            "Set security.protocol in source.properties of the spec to what that port of Kafka speaks, or name another port (with credentials it is SASL_SSL unless set)"),
    KAFKA_UNREACHABLE(
            "(Timed out waiting (for a node assignment|to send the call)|Kafka at \\S+ does not say|TimeoutException: .*(metadata|node assignment|describeTopics|listOffsets))",
            "Start Kafka, or correct source.bootstrapServers of the spec: nobody answers there"),
    OFFSETS_LOST(
            Fault.ENVIRONMENT,
            "(OffsetOutOfRangeException|NoOffsetForPartitionException|UnknownTopicIdException)",
            "Kafka no longer has what came next. The job is launched anew and says which records are gone"),
    CHECKPOINT_DAMAGED(
            Fault.ENVIRONMENT,
            "(BackendBuildingException|VersionMismatchException|Could not restore operator state|StreamCorruptedException)",
            "Flink's checkpoint cannot be read. The job is launched anew from Postgres; no number is lost"),
    DISK_FULL(
            Fault.ENVIRONMENT,
            "No space left on device",
            "Free space on the disk of Flink's checkpoints, or move them to a larger one"),
    CHECKPOINT_DIRECTORY(
            Fault.ENVIRONMENT,
            "(Failed to create directory for shared state|Could not create (the )?(checkpoint|directory)|Mkdirs failed|checkpoint (storage|directory|coordinator).*|FileNotFoundException: .*(chk-|shared|taskowned).*|AccessDeniedException: .*)",
            "Flink cannot write to execution.checkpointing.dir: correct the path or its rights on every Flink machine"),
    MEMORY_DIRECT(
            "OutOfMemoryError: (Cannot reserve \\d+ bytes of direct|Direct buffer memory)",
            "Raise the off-heap memory of the TaskManagers (taskmanager.memory.task.off-heap.size)"),
    NO_SLOTS(
            Fault.ENVIRONMENT,
            "(NoResourceAvailableException|Could not acquire the minimum required resources|Slot request .* timeout)",
            "Start more TaskManagers, lower execution.parallelism, or stop a job that holds slots"),
    PARALLELISM_TOO_HIGH(
            "(maximum parallelism|max parallelism|parallelism .* (higher|greater|larger) than)",
            "Lower execution.parallelism of the spec"),
    TASK_MANAGER_LOST(
            Fault.ENVIRONMENT,
            "(Heartbeat of TaskManager|TaskManager .*(timed out|lost|disconnect|is no longer reachable)|Connection unexpectedly closed by remote task manager|TaskExecutor .*(shut ?down|disconnect)|The TaskExecutor is shutting down|no longer reachable)",
            "A TaskManager died or was cut off; Flink goes on when it, or another one, is back. Its log says why"),
    JAR_MISSING(
            Fault.ENVIRONMENT,
            "(Jar file .* does not exist|JarFile .* does not exist|NoSuchFileException: .*\\.jar)",
            "The cluster has lost the job JAR; it is uploaded again by itself. Set web.upload.dir to a directory that is kept"),
    JAR_DAMAGED(
            "(zip END header not found|error in opening zip file|ZipException|JAR file can't be read|Could not open jar)",
            "The job JAR is not a JAR, or was cut short: build it again and upgrade the job"),
    CLASS_VERSION(
            "UnsupportedClassVersionError",
            "Run Flink on a newer Java, or build the job JAR for the Java that Flink runs on"),
    ENTRY_CLASS(
            "(program's entry point class '[^']*'|'main' method|'Main-Class'|does not have a main|is not a valid entry point|Could not load the class .* main)",
            "windowpane.entry-class must name the JAR's class with the main method"),
    CLASS_MISSING(
            "(NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError)",
            "A library is missing in Flink's lib directory, or of another version than the job JAR was built for"),
    JOB_UNKNOWN(
            "(FlinkJobNotFoundException|Job .* not found|Could not find Flink job)",
            "The cluster does not know the job (any more): it has ended, or the JobManager was restarted"),
    JOB_THERE_ALREADY(
            Fault.ENVIRONMENT,
            "(DuplicateJobSubmissionException|DuplicateApplicationSubmissionException|Job has already been submitted)",
            "A job of this id is, or was, there. Nothing is to be done"),
    CONFIGURATION(
            "(IllegalConfigurationException|Could not parse value .* for key)",
            "A setting of the launch or of Flink's configuration is not valid: the sentence names it"),
    LAUNCH_ARGUMENTS(
            "IllegalArgumentException: argument ",
            "The control plane and the job JAR do not fit together: upgrade the job to the current JAR"),
    FLINK_UNREACHABLE(
            Fault.ENVIRONMENT,
            "Start Flink, or correct the cluster's address or certificates in the control plane's configuration"),
    LAUNCH_UNANSWERED(
            "Flink may be busy, or the job's main method waits for something. The launch is repeated under the same id, so there is one job at most"),
    JOB_GONE(
            Fault.ENVIRONMENT,
            "The JobManager was probably restarted. The job is launched anew and goes on where its counts stand"),
    JOB_CANCELLED(
            Fault.ENVIRONMENT,
            "Somebody has cancelled it in Flink. It is launched again; to end it, stop the job here"),
    JOB_ENDED("Only a job whose source.stopAt is set ends by itself. It is launched again; Flink's log may say more"),
    JAR_NOT_KEPT(
            Fault.ENVIRONMENT, "Put the job JAR where windowpane.job-jar of the control plane points, or build it"),
    SPEC_UNREADABLE(
            "This version of the control plane cannot read the stored spec: replace it, or run the version that stored it"),
    MAIN_FAILED(
            "(The main method caused an error|No jobs included in application|ProgramInvocationException|ProgramAbortException)",
            "The job JAR's main method has failed; the JobManager's log has the whole text"),
    UNKNOWN("The logs of JobManager and TaskManager have the whole text");

    /** What a cause is due to. */
    public enum Fault {
        /** The spec or the JAR: with another revision it would not have happened. */
        REVISION,
        /** What is around the job: another revision would suffer as well. */
        ENVIRONMENT
    }

    private final Fault fault;
    private final Optional<Pattern> pattern;
    private final String hint;

    CauseCode(String pattern, String hint) {
        this(Fault.REVISION, Optional.of(Pattern.compile(pattern)), hint);
    }

    CauseCode(Fault fault, String pattern, String hint) {
        this(fault, Optional.of(Pattern.compile(pattern)), hint);
    }

    /** The control plane's own: Flink says no text for it. */
    CauseCode(String hint) {
        this(Fault.REVISION, Optional.empty(), hint);
    }

    /** The control plane's own: Flink says no text for it. */
    CauseCode(Fault fault, String hint) {
        this(fault, Optional.empty(), hint);
    }

    CauseCode(Fault fault, Optional<Pattern> pattern, String hint) {
        this.fault = fault;
        this.pattern = pattern;
        this.hint = hint;
    }

    /** Of the code that {@link FlinkCause#code()} names; one that is not known may be the revision's. */
    public static Fault fault(String code) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(code))
                .map(known -> known.fault)
                .findFirst()
                .orElse(Fault.REVISION);
    }

    /** With what happened this time. */
    public FlinkCause because(String sentence) {
        return new FlinkCause(name(), sentence, hint);
    }

    Fault fault() {
        return fault;
    }

    boolean isOwn() {
        return pattern.isEmpty();
    }

    boolean isIn(String line) {
        return pattern.map(known -> known.matcher(line).find()).orElse(false);
    }

    String hint() {
        return hint;
    }
}
