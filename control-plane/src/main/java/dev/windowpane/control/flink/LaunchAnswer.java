package dev.windowpane.control.flink;

/** What came of a launch. */
public sealed interface LaunchAnswer {
    /** The cluster has the job. */
    record Accepted() implements LaunchAnswer {}

    /** The launch was refused, but a job of this id is there: an earlier launch of it had come through. */
    record AlreadyThere() implements LaunchAnswer {}

    /** It was refused and no job of this id is there. Whether an earlier launch of it is still under way is not known. */
    record Rejected(FlinkCause cause) implements LaunchAnswer {}

    /** No answer: it may have come through, now or later. */
    record Unknown(String why) implements LaunchAnswer {}
}
