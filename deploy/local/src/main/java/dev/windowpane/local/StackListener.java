package dev.windowpane.local;

import java.time.Duration;

/** Hears how a stack is getting on; called from several threads. */
public interface StackListener {
    /** Hears nothing. */
    StackListener SILENT = new StackListener() {
        @Override
        public void done(String step, Duration took) {}

        @Override
        public void note(String sentence) {}
    };

    /** A step of starting or stopping is done. */
    void done(String step, Duration took);

    /** Something that a person should know: repaired, moved, died, started again. */
    void note(String sentence);
}
