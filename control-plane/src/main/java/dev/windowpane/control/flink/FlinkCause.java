package dev.windowpane.control.flink;

/**
 * Why Flink has refused or failed something.
 *
 * @param code of the catalogue ({@link CauseCode}); stable, for programs and translations
 * @param sentence what is wrong, for people
 * @param hint what to do about it
 */
public record FlinkCause(String code, String sentence, String hint) {
    static final FlinkCause UNKNOWN = of(CauseCode.UNKNOWN, "Flink gave no reason");

    static FlinkCause of(CauseCode code, String sentence) {
        return new FlinkCause(code.name(), sentence, code.hint());
    }

    static FlinkCause unreachable(String why) {
        return of(CauseCode.FLINK_UNREACHABLE, why);
    }
}
