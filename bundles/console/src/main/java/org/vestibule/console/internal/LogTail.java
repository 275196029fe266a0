// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last lines of the gateway's log, fit to be shown to a stranger. */
final class LogTail {
  private static final int BYTES = 256 * 1024;
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d[T ][\\d:,.]+)\\s*\\|\\s*([A-Z]+)\\s*\\|[^|]*\\|\\s*([\\w.$]+)\\s*\\|"
              + "\\s*(\\d+ - [\\w.-]+ - [\\w.-]+)?\\s*\\|(.*)");
  private static final Pattern FRAME =
      Pattern.compile("\\s+at [\\w.$/<>~@-]+\\([\\w.:]+( \\w+)?\\)( ~?\\[[\\w.:?-]*])?");

  private final Path log;
  private final Masking masking;

  LogTail(Path log, Masking masking) {
    this.log = log;
    this.masking = masking;
  }

  /** Returns the lines; one that says that there is no log where there is none. */
  List<String> lines() throws IOException {
    if (!Files.isReadable(log)) {
      return List.of("There is no log at the place where a gateway keeps it.");
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BYTES, channel.size()));
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        continue;
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      // The first line of a cut file is half of one.
      return text.lines().skip(from > 0 ? 1 : 0).map(this::line).toList();
    }
  }

  private String line(String text) {
    Matcher line = LINE.matcher(text);
    if (line.matches()) {
      String bundle = line.group(4) == null ? "" : line.group(4);
      return String.join(
          " | ",
          line.group(1),
          line.group(2),
          masking.names(line.group(3)),
          bundle,
          masking.sentence(line.group(5).strip()));
    }
    return FRAME.matcher(text).matches() ? text : masking.sentence(text);
  }
}
