package dev.windowpane.local.os;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program is started.
 *
 * @param name short, unique within a stack, also the name of its log
 * @param command program and arguments; no secrets, every user of the machine can read them
 * @param environment added to ours
 * @param workingDirectory exists
 * @param log both outputs are appended to it
 * @param stopSignal asks it to end, such as {@code TERM}
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path workingDirectory,
        Path log,
        String stopSignal) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
