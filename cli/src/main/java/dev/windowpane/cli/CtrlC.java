package dev.windowpane.cli;

import java.io.PrintWriter;

/** Says something if the program is ended from outside before {@link #over}. The exit status is then the signal's: 130. */
final class CtrlC {
    private final Thread hook;

    private CtrlC(Thread hook) {
        this.hook = hook;
    }

    static CtrlC says(PrintWriter err, String line) {
        Thread hook = new Thread(() -> {
            err.println();
            err.println(line);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new CtrlC(hook);
    }

    /** It has not come. */
    void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being ended: the hook runs
        }
    }
}
