package dev.windowpane.control.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void writesControlCharactersInAMessageAsText() {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, "job %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"a\n2026-01-01 INFO forged\u001b[2J\u2028b"});

        assertThat(new OneLine().isLoggable(record)).isTrue();

        assertThat(new PatternFormatter("%s").format(record))
                .isEqualTo("job a\\u000a2026-01-01 INFO forged\\u001b[2J\\u2028b");
    }

    @Test
    void leavesAnOrdinaryMessageAlone() {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, "100 % of %s", ExtLogRecord.FormatStyle.NO_FORMAT, "test");

        assertThat(new OneLine().isLoggable(record)).isTrue();

        assertThat(new PatternFormatter("%s").format(record)).isEqualTo("100 % of %s");
    }
}
