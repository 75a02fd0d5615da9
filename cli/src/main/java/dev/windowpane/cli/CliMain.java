package dev.windowpane.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The program {@code windowpane}, for any installation. */
public final class CliMain {
    private static final int BUFFER = 8192;

    private CliMain() {}

    public static void main(String[] arguments) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int status = arguments.length == 1 && arguments[0].equals(WarmUp.NAME)
                ? WarmUp.run()
                : Cli.of(Surroundings.real(), arguments).setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    static String version() {
        return Optional.ofNullable(CliMain.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    /** UTF-8 whatever the locale; a reader that has gone away is no error. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new java.io.BufferedWriter(
                        new java.io.OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                        BUFFER),
                false);
    }
}
