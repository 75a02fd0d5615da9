package dev.windowpane.control.log;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps a message on its line: control characters in it, which others may have sent, are written as {@code \}{@code u000a}, so that nobody forges a line or moves a
 * terminal's cursor. Stack traces keep their lines.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
    private static final Formatter MESSAGE = new PatternFormatter("%s");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = MESSAGE.format(record);
        if (CONTROL.matcher(message).find()) {
            String escaped = CONTROL.matcher(message)
                    .replaceAll(
                            found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
            if (record instanceof ExtLogRecord ext) {
                ext.setMessage(escaped, ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                record.setMessage(escaped);
                record.setParameters(null);
            }
        }
        return true;
    }
}
