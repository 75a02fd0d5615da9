package dev.windowpane.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void takesTheInnermostCauseThatSaysSomething() {
        assertThat(Causes.ofStack("""
                org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy
                \tat org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:219)
                Caused by: java.util.concurrent.CompletionException: java.util.concurrent.ExecutionException: wrapped
                \tat java.base/java.util.concurrent.CompletableFuture.encodeThrowable(Unknown Source)
                Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "windowpane_job"
                \t... 9 more
                """))
                .isEqualTo("PSQLException: FATAL: password authentication failed for user \"windowpane_job\"");
    }

    @Test
    void knowsWhatTryingAgainCannotOvercome() {
        assertThat(Causes.offsetsLost("""
                java.lang.Exception: Exception while creating StreamOperatorStateContext.
                \tat org.apache.flink.streaming.runtime.tasks.StreamTask.restore(StreamTask.java:789)
                Caused by: org.apache.flink.util.FlinkException: Could not restore operator state backend for Commit_1 from any of the 1 provided restore options.
                Caused by: org.apache.flink.runtime.state.BackendBuildingException: Failed when trying to restore operator state backend
                Caused by: org.apache.flink.core.io.VersionMismatchException: Incompatible version: found -1, compatible versions are [6, 5]
                """)).isTrue();
        assertThat(Causes.offsetsLost("java.io.IOException: Connection to taskmanager-2 was lost"))
                .isFalse();
    }

    @Test
    void passesOverWrappersAtTheEnd() {
        assertThat(Causes.ofStack("""
                java.lang.IllegalArgumentException: argument --epoch must be a number, but is 'x'
                \tat dev.windowpane.job.HitsJob.main(HitsJob.java:12)
                Caused by: java.util.concurrent.CompletionException: boom
                """))
                .isEqualTo("IllegalArgumentException: argument --epoch must be a number, but is 'x'");
    }

    @Test
    void prefersWhatOurOwnJobSaysToWhatItSaysItOf() {
        assertThat(Causes.ofStack("""
                org.apache.flink.client.program.ProgramInvocationException: The main method caused an error
                Caused by: dev.windowpane.job.launch.LaunchException: topic 'mine' does not exist at kafka:9092: create it
                \tat dev.windowpane.job.launch.KafkaTopic.get(KafkaTopic.java:110)
                Caused by: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.
                """)).isEqualTo("topic 'mine' does not exist at kafka:9092: create it");
    }

    @Test
    void saysSomethingAboutAnyText() {
        assertThat(Causes.of("Job not found").sentence()).isEqualTo("Job not found");
        assertThat(Causes.ofStack("")).isEqualTo("Flink gave no reason");
        assertThat(Causes.of("x".repeat(1_000_000)).sentence()).hasSizeLessThan(600);
        assertThat(Causes.of("").code()).isEqualTo("UNKNOWN");
    }
}
