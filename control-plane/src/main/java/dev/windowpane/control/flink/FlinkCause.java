package dev.windowpane.control.flink;

/**
 * Why Flink has refused or failed something.
 *
 * @param code of the catalogue ({@link CauseCode}); stable, for programs and translations
 * @param sentence what is wrong, for people
 * @param hint what to do about it
 */
public record FlinkCause(String code, String sentence, String hint) {
    /** There is not even a text. */
    public static final FlinkCause UNKNOWN = CauseCode.UNKNOWN.because("Flink gave no reason");
}
