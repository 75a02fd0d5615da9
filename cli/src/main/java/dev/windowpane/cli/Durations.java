package dev.windowpane.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 24h}, {@code 7d}, or ISO 8601: {@code PT5M}. */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    @Override
    public Duration convert(String text) {
        return parse(text);
    }

    static Duration parse(String text) {
        try {
            Matcher parts = SHORT.matcher(text);
            if (parts.matches()) {
                return Duration.of(Long.parseLong(parts.group(1)), unit(parts.group(2)));
            }
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw new TypeConversionException(wrong(text));
        }
        throw new TypeConversionException(wrong(text));
    }

    private static ChronoUnit unit(String letter) {
        return UNITS.getOrDefault(letter, ChronoUnit.SECONDS);
    }

    private static String wrong(String text) {
        return "'%s' is no duration; write 90s, 5m, 24h, 7d or PT5M".formatted(text);
    }
}
