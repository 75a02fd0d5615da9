package dev.windowpane.local;

import dev.windowpane.local.os.ManagedProcess;
import java.util.List;

/** What a stack starts and ends as one: its processes are named and ready together. */
interface StackPart {
    /** For people, such as {@code Kafka 4.3.1}. */
    String title();

    /** Returns when it is ready. */
    void start();

    List<ManagedProcess> processes();

    /** Ends its processes; it is never started again. */
    void close();
}
