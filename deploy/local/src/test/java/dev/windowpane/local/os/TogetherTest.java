package dev.windowpane.local.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static void fail() {
        throw new LocalStackException("cannot");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new LocalStackException("interrupted", e);
        }
    }

    @Test
    void aFailedStartInterruptsTheOthers() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> Together.run(List.of(TogetherTest::fail, () -> await(never))))
                .hasMessage("cannot");
    }

    @Test
    void aFailedEndLeavesTheOthersAtTheirWork() {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();

        assertThatThrownBy(() -> Together.runAll(List.of(
                        () -> {
                            failing.countDown();
                            fail();
                        },
                        () -> {
                            await(failing);
                            ended.set(true);
                        })))
                .hasMessage("cannot");
        assertThat(ended).isTrue();
    }
}
