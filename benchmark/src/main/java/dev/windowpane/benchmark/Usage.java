package dev.windowpane.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children have used, from {@code /proc}.
 *
 * @param cpu of those that have ended as well
 * @param memoryKib resident; what several share is counted in parts (PSS)
 */
record Usage(Duration cpu, long memoryKib) {
    private static final int MILLIS_PER_TICK = 10;

    static Usage of(long pid) {
        List<Long> family = Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
        long ticks = family.stream().mapToLong(Usage::ticks).sum();
        long memory = family.stream().mapToLong(Usage::pss).sum();
        return new Usage(Duration.ofMillis(ticks * MILLIS_PER_TICK), memory);
    }

    /** Of this program alone, without the processes that it has started. */
    static Usage ofThis() {
        long pid = ProcessHandle.current().pid();
        return new Usage(ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO), pss(pid));
    }

    /** In cores. */
    double cpuSince(Usage before, Duration time) {
        return cpu.minus(before.cpu).toMillis() / (double) Math.max(1, time.toMillis());
    }

    private static long ticks(long pid) {
        String stat = read("/proc/%d/stat".formatted(pid));
        if (stat.isEmpty()) {
            return 0;
        }
        // After the name, which may hold anything: utime, stime, cutime, cstime
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Stream.of(11, 12, 13, 14)
                .mapToLong(i -> Long.parseLong(fields[i]))
                .sum();
    }

    private static long pss(long pid) {
        return read("/proc/%d/smaps_rollup".formatted(pid))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException ended) {
            return "";
        }
    }
}
