package dev.windowpane.control.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent recent = new Recent();
    private final AtomicInteger reads = new AtomicInteger();

    private String ask(String question, String version) {
        return recent.answer(question, version, String.class, () -> {
            reads.incrementAndGet();
            return new Recent.Kept(version, question + version, 100);
        });
    }

    @Test
    void readsOnceUntilSomethingIsCounted() {
        assertThat(ask("a", "1")).isEqualTo("a1");
        assertThat(ask("a", "1")).isEqualTo("a1");
        assertThat(ask("b", "1")).isEqualTo("b1");
        assertThat(reads).hasValue(2);
        assertThat(ask("a", "2")).isEqualTo("a2");
        assertThat(reads).hasValue(3);
    }

    @Test
    void keepsAnAnswerUnderTheVersionThatItWasReadAt() {
        assertThat(recent.answer("a", "1", String.class, () -> new Recent.Kept("2", "a2", 1)))
                .isEqualTo("a2");
        assertThat(ask("a", "2")).isEqualTo("a2");
        assertThat(reads).hasValue(0);
    }

    @Test
    void forgetsWhatWasNotAskedForLongest() {
        for (int i = 0; i < 3001; i++) {
            ask("question " + i, "1");
            ask("question 0", "1");
        }
        assertThat(reads).hasValue(3001);
        ask("question 0", "1");
        assertThat(reads).hasValue(3001);
        ask("question 1", "1");
        assertThat(reads).hasValue(3002);
    }

    @Test
    void manyWhoAskAtOnceCostOneRead() throws Exception {
        CountDownLatch asked = new CountDownLatch(20);
        Callable<String> question = () -> {
            asked.countDown();
            return recent.answer("a", "1", String.class, () -> {
                reads.incrementAndGet();
                awaitAll(asked);
                return new Recent.Kept("1", "a1", 1);
            });
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> question).toList());
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("a1");
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aReadThatFailsIsTriedAnew() {
        assertThatThrownBy(() -> recent.answer("a", "1", String.class, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(ask("a", "1")).isEqualTo("a1");
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
