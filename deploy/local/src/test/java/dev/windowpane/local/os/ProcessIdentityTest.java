package dev.windowpane.local.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity own =
            ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

    @Test
    void readsWhatItWrote() {
        assertThat(ProcessIdentity.parse(own.toString())).contains(own);
        assertThat(own.isAlive()).isTrue();
    }

    @Test
    void isNotFooledByANumberThatWasGivenAwayAgain() {
        assertThat(new ProcessIdentity(own.pid(), own.birth() + "1").isAlive()).isFalse();
    }

    @Test
    void takesDamagedFilesForNobody() {
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("12")).isEmpty();
        assertThat(ProcessIdentity.parse("-1 x")).isEmpty();
        assertThat(ProcessIdentity.parse("99999999999999 x")).isEmpty();
    }
}
