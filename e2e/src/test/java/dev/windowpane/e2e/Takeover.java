package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The control plane dies at a statement of what a user wished, and another one takes over from what is written; again and again. */
final class Takeover {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FullStack stack;
    private final Wish wish;
    private final Runnable prepare;
    private Duration longest = Duration.ZERO;
    private String slowest = "none";
    private int kills;

    /** @param prepare what is done before each kill */
    Takeover(FullStack stack, Wish wish, Runnable prepare) {
        this.stack = stack;
        this.wish = wish;
        this.prepare = prepare;
    }

    int kills() {
        return kills;
    }

    /** How long the next control plane took at the longest, from its start until all was as desired. */
    Duration longest() {
        return longest;
    }

    /** Where it took the longest. */
    String slowest() {
        return slowest;
    }

    /** It dies at each of these statements, each time anew. */
    void killAt(Moment moment, Write... writes) {
        for (Write write : writes) {
            prepare.run();
            Duration took = kill(write, moment);
            kills++;
            if (took.compareTo(longest) > 0) {
                longest = took;
                slowest = "%s, %s".formatted(write.name(), moment);
            }
        }
    }

    private Duration kill(Write write, Moment moment) {
        String key = UUID.randomUUID().toString();
        JsonNode before = stack.api.job(FullStack.JOB);
        CompletableFuture<HttpResponse<String>> answer;
        try (Breakpoint breakpoint = Breakpoint.at(stack.local.postgres(), write)) {
            answer = stack.api.begin(wish.request(stack.api, key));
            breakpoint.awaitReached();
            dieAt(breakpoint, write, moment);
        } finally {
            stack.local.flinkLink().resume();
        }
        Instant begin = stack.clock.instant();
        stack.local.startControlPlane();
        stack.awaitAsDesired();
        Duration took = Duration.between(begin, stack.clock.instant());
        assertThat(answer.isCompletedExceptionally() || answer.join().statusCode() == 202)
                .as("%s is accepted or unanswered", wish)
                .isTrue();
        // Who has had no answer asks again; whatever was written, it is done once
        wish.awaitEnd(stack, stack.api.send(wish.request(stack.api, key)));
        stack.awaitAsDesired();
        JsonNode after = stack.api.job(FullStack.JOB);
        String what = "%s, killed at %s, %s".formatted(wish.verb(), write.name(), moment);
        assertThat(more(before, after, "revision"))
                .as("revisions made by %s", what)
                .isEqualTo(wish.revisions());
        assertThat(more(before, after, "generation"))
                .as("generations made by %s", what)
                .isEqualTo(wish.generations());
        return took;
    }

    private static long more(JsonNode before, JsonNode after, String number) {
        return after.path(number).asLong() - before.path(number).asLong();
    }

    private void dieAt(Breakpoint breakpoint, Write write, Moment moment) {
        switch (moment) {
            case UNWRITTEN -> {
                stack.local.killControlPlane();
                breakpoint.discard();
            }
            case UNSENT -> {
                stack.local.flinkLink().halfOpen();
                breakpoint.release();
                awaitPhase(write.name());
                stack.local.killControlPlane();
            }
            case UNANSWERED -> {
                List<String> before = stack.flink.liveJobs();
                stack.local.flinkLink().loseAnswers();
                breakpoint.release();
                await().atMost(PATIENCE).until(() -> !stack.flink.liveJobs().equals(before));
                stack.local.killControlPlane();
            }
        }
    }

    private void awaitPhase(String phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> stack.api.job(FullStack.JOB).at("/run/phase").asText(), phase::equals);
    }
}
