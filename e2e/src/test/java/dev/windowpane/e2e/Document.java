package dev.windowpane.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** A document of the repository, and the code in it. */
record Document(String text) {
    static Document read(String path) {
        try {
            return new Document(Files.readString(Checkout.file(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is between this heading and the next one. */
    Document section(String heading) {
        String from = text.substring(text.indexOf("\n" + heading + "\n") + 1);
        return new Document(from.split("\n#+ ", 2)[0]);
    }

    /** Blocks of this language. */
    List<String> blocks(String language) {
        return Pattern.compile("```%s\n(.*?)```".formatted(language), Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
