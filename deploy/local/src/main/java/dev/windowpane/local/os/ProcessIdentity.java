package dev.windowpane.local.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process and no other, also after its number was given away again or the machine was restarted.
 *
 * @param pid its number
 * @param birth id of the machine's boot and clock ticks from there to the start of the process (from /proc, so that a corrected clock moves nothing)
 */
public record ProcessIdentity(long pid, String birth) {
    private static final Path PROC = Path.of("/proc");
    private static final int START_TIME = 19;

    /** The process that has this number now; empty if none has, or only a zombie. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            if (fields.getFirst().equals("Z") || fields.getFirst().equals("X")) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(new ProcessIdentity(pid, boot + "/" + fields.get(START_TIME)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Reads what {@link #toString()} wrote; empty if it is anything else. */
    public static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        return parts.length == 2 && parts[0].matches("[1-9][0-9]{0,9}")
                ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                : Optional.empty();
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + birth;
    }
}
