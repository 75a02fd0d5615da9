package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.CauseCode;
import dev.windowpane.control.jobs.RunCause;

/** Causes that Flink has no words for. */
final class OwnCauses {
    static final RunCause GONE = said(CauseCode.JOB_GONE, "Flink no longer has it, it was probably restarted");
    static final RunCause CANCELLED = said(CauseCode.JOB_CANCELLED, "it was cancelled by somebody else");
    static final RunCause ENDED = said(CauseCode.JOB_ENDED, "it ended by itself");
    static final RunCause NOT_TAKEN = said(CauseCode.LAUNCH_UNANSWERED, "Flink did not take the job in time");
    static final RunCause OFFSETS_LOST = said(CauseCode.OFFSETS_LOST, "Kafka no longer has what comes next");

    private OwnCauses() {}

    static RunCause unanswered(String why) {
        return said(CauseCode.LAUNCH_UNANSWERED, why);
    }

    static RunCause specUnreadable(String why) {
        return said(CauseCode.SPEC_UNREADABLE, why);
    }

    static RunCause jarNotKept(String why) {
        return said(CauseCode.JAR_NOT_KEPT, why);
    }

    private static RunCause said(CauseCode code, String sentence) {
        return Exceptions.said(code.because(sentence));
    }
}
