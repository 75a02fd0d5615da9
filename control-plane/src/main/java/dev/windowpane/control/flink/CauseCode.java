package dev.windowpane.control.flink;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The catalogue of causes, each seen in a real failure on a real cluster (the texts are in {@code src/test/resources/causes}). The first
 * one that is found in a text is its cause, so what is nearer to the root stands first. Names are stable: programs know them.
 */
enum CauseCode {
    LEDGER_ROW_MISSING(
            "has no row in job_ledger",
            "The control plane makes it before a launch: launch the job through the control plane"),
    GAP_PARTITION_GONE(
            "GapException: .*has no partition \\d+ any more",
            "The topic has fewer partitions than the job had read. If that was meant, accept the gap; else restore the topic"),
    GAP_TOPIC_RECREATED(
            "GapException: .*was made anew",
            "The topic was deleted and made again. If that was meant, accept the gap: the job begins at its start"),
    GAP_EXPIRED(
            "GapException: ",
            "Kafka has deleted records before they were counted. Accept the gap to go on without them, and lengthen the topic's retention"),
    FENCED(
            "FencedException: ",
            "A newer launch of the job has taken over, so this one may not write. Nothing is lost and nothing is to be done"),
    PROGRESS_INCONSISTENT(
            "InconsistentProgressException: ",
            "What Flink remembers and what Postgres says differ, so the job is launched anew from Postgres. Numbers stay exact"),
    SPEC_REFUSED_BY_JAR(
            "InvalidSpecException: ",
            "The job JAR does not understand the spec: it is older than the control plane. Upgrade the job to the current JAR"),
    SECRET_MISSING(
            "(environment variable \\S+ of the Flink processes is not set|ConfigException: Path \\S+ does not exist|NoSuchFileException: (?!.*(\\.jar|chk-)))",
            "Set the variable, or put the file, where Flink's processes run, and restart them: secrets are resolved there"),
    DATABASE_UNREACHABLE(
            "PSQLException: .*(Connection to \\S+ refused|connection attempt (failed|timed out)|UnknownHost)",
            "Start Postgres, or correct POSTGRES_URL of Flink's processes; a firewall between them may be in the way"),
    DATABASE_PASSWORD(
            "(password authentication failed|no password was provided|SASL authentication.*failed)",
            "Correct the password of the job's role in the file or variable that Flink's processes read"),
    DATABASE_NAME(
            "FATAL: database \"[^\"]*\" does not exist",
            "Make the database, or correct POSTGRES_URL of Flink's processes"),
    DATABASE_RIGHT(
            "permission denied for (table|schema|database|function|sequence|relation)",
            "Grant the job's role what the migrations grant to windowpane_job"),
    DATABASE_TABLE(
            "relation \"[^\"]*\" does not exist",
            "The schema is not migrated, or it is another database: start the control plane once against it, or correct POSTGRES_URL"),
    DATABASE_READ_ONLY(
            "cannot execute .* in a read-only transaction",
            "POSTGRES_URL points at a standby, or the database was made read-only: point it at the primary"),
    TOPIC_MISSING(
            "(LaunchException: topic '[^']*' does not exist|UnknownTopicOrPartitionException)",
            "Create the topic, or correct its name in the spec"),
    KAFKA_ADDRESS(
            "(No resolvable bootstrap urls|Invalid url in bootstrap\\.servers|Couldn't resolve server)",
            "Correct source.bootstrapServers of the spec: the name cannot be resolved where Flink runs"),
    KAFKA_PROTOCOL(
            "(InvalidReceiveException|unexpected .*SASL|OutOfMemoryError: Java heap space.*NetworkReceive|IllegalSaslStateException)",
            "Something else than Kafka, or a listener of another security.protocol, answers at that port"),
    KAFKA_UNREACHABLE(
            "(Timed out waiting (for a node assignment|to send the call)|Kafka at \\S+ does not say|TimeoutException: .*(metadata|node assignment|describeTopics|listOffsets))",
            "Start Kafka, or correct source.bootstrapServers of the spec: nobody answers there"),
    OFFSETS_LOST(
            "(OffsetOutOfRangeException|NoOffsetForPartitionException|UnknownTopicIdException)",
            "Kafka no longer has what came next. The job is launched anew and says which records are gone"),
    CHECKPOINT_DAMAGED(
            "(BackendBuildingException|VersionMismatchException|Could not restore operator state|StreamCorruptedException)",
            "Flink's checkpoint cannot be read. The job is launched anew from Postgres; no number is lost"),
    DISK_FULL("No space left on device", "Free space on the disk of Flink's checkpoints, or move them to a larger one"),
    CHECKPOINT_DIRECTORY(
            "(Failed to create directory for shared state|Could not create (the )?(checkpoint|directory)|Mkdirs failed|checkpoint (storage|directory|coordinator).*|FileNotFoundException: .*(chk-|shared|taskowned).*|AccessDeniedException: .*)",
            "Flink cannot write to execution.checkpointing.dir: correct the path or its rights on every Flink machine"),
    MEMORY_DIRECT(
            "OutOfMemoryError: (Cannot reserve \\d+ bytes of direct|Direct buffer memory)",
            "Raise the off-heap memory of the TaskManagers (taskmanager.memory.task.off-heap.size)"),
    NO_SLOTS(
            "(NoResourceAvailableException|Could not acquire the minimum required resources|Slot request .* timeout)",
            "Start more TaskManagers, lower execution.parallelism, or stop a job that holds slots"),
    PARALLELISM_TOO_HIGH(
            "(maximum parallelism|max parallelism|parallelism .* (higher|greater|larger) than)",
            "Lower execution.parallelism of the spec"),
    TASK_MANAGER_LOST(
            "(Heartbeat of TaskManager|TaskManager .*(timed out|lost|disconnect|is no longer reachable)|Connection unexpectedly closed by remote task manager|TaskExecutor .*(shut ?down|disconnect)|The TaskExecutor is shutting down|no longer reachable)",
            "A TaskManager died or was cut off; Flink goes on when it, or another one, is back. Its log says why"),
    JAR_MISSING(
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
            "(DuplicateJobSubmissionException|DuplicateApplicationSubmissionException|Job has already been submitted)",
            "A job of this id is, or was, there. Nothing is to be done"),
    CONFIGURATION(
            "(IllegalConfigurationException|Could not parse value .* for key)",
            "A setting of the launch or of Flink's configuration is not valid: the sentence names it"),
    LAUNCH_ARGUMENTS(
            "IllegalArgumentException: argument ",
            "The control plane and the job JAR do not fit together: upgrade the job to the current JAR"),
    FLINK_UNREACHABLE(
            Optional.empty(),
            "Start Flink, or correct the cluster's address or certificates in the control plane's configuration"),
    MAIN_FAILED(
            "(The main method caused an error|No jobs included in application|ProgramInvocationException|ProgramAbortException)",
            "The job JAR's main method has failed; the JobManager's log has the whole text"),
    UNKNOWN(Optional.empty(), "The logs of JobManager and TaskManager have the whole text");

    private final Optional<Pattern> pattern;
    private final String hint;

    CauseCode(String pattern, String hint) {
        this(Optional.of(Pattern.compile(pattern)), hint);
    }

    CauseCode(Optional<Pattern> pattern, String hint) {
        this.pattern = pattern;
        this.hint = hint;
    }

    boolean isIn(String line) {
        return pattern.map(known -> known.matcher(line).find()).orElse(false);
    }

    String hint() {
        return hint;
    }
}
