package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PortHolders;
import dev.windowpane.local.os.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {
    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void remembersThePortThatWasChosen() {
        int first = book().choose("kafka", 0);

        assertThat(book().choose("kafka", 0)).isEqualTo(first);
        assertThat(notes).isEmpty();
    }

    @Test
    void movesFromAPortThatSomebodyHoldsAndSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int moved = book().choose("kafka", taken.getLocalPort());

            assertThat(moved).isNotEqualTo(taken.getLocalPort());
            assertThat(notes)
                    .containsExactly(
                            "Port %d is taken; kafka uses %d from now on".formatted(taken.getLocalPort(), moved));
        }
        assertThat(book().choose("kafka", 0))
                .isEqualTo(Integer.parseInt(notes.getFirst().replaceAll(".* uses ([0-9]+) .*", "$1")));
    }

    @Test
    void namesTheHolderOfAPortThatTheControlPlaneWants() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(PortHolders.of(port).map(ProcessHandle::pid))
                    .contains(ProcessHandle.current().pid());
            assertThatThrownBy(() -> EmbeddedControlPlane.requireFree(port))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port %d is taken by pid %d"
                            .formatted(port, ProcessHandle.current().pid()))
                    .hasMessageContaining("--port " + (port + 1));
        }
    }

    @Test
    void knowsNobodyAtAFreePort() {
        assertThat(PortHolders.of(Ports.anyFree())).isEmpty();
    }

    private PortBook book() {
        return new PortBook(directory.resolve("ports.properties"), notes::add);
    }
}
