package dev.windowpane.cli.output;

import java.util.List;

/** Text as a terminal shows it. */
public final class Text {
    private static final List<int[]> WIDE = List.of(
            new int[] {0x1100, 0x115F},
            new int[] {0x2E80, 0xA4CF},
            new int[] {0xAC00, 0xD7A3},
            new int[] {0xF900, 0xFAFF},
            new int[] {0xFE30, 0xFE6F},
            new int[] {0xFF00, 0xFF60},
            new int[] {0xFFE0, 0xFFE6},
            new int[] {0x1F300, 0x1FAFF},
            new int[] {0x20000, 0x3FFFD});

    private Text() {}

    /** Without anything that a terminal would obey instead of showing it: hosts and referrers are written by strangers. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(point -> obeyed(point) ? 0xFFFD : point).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean obeyed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    /** At most that wide, with an ellipsis if it was cut. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = width - 1;
        for (int point : text.codePoints().toArray()) {
            left -= width(point);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return width <= 0 ? "" : cut.append('…').toString();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return WIDE.stream().anyMatch(range -> range[0] <= point && point <= range[1]) ? 2 : 1;
    }
}
