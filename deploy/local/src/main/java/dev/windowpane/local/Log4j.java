package dev.windowpane.local;

import dev.windowpane.local.os.PrivateFiles;
import java.nio.file.Path;

/** Log4j 2 as Kafka and Flink use it: all lines to standard output, which goes to the program's log file. */
final class Log4j {
    private Log4j() {}

    static void write(Path file, String level) {
        PrivateFiles.write(file, """
                status=error
                appender.out.type=Console
                appender.out.name=out
                appender.out.layout.type=PatternLayout
                appender.out.layout.pattern=%%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC} %%-5p [%%t] %%c{1.} - %%enc{%%m}{CRLF}%%n%%ex
                rootLogger.level=%s
                rootLogger.appenderRef.out.ref=out
                """.formatted(level));
    }

    static String option(Path file) {
        return "-Dlog4j2.configurationFile=" + file;
    }
}
