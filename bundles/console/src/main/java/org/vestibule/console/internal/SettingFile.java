// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of settings, for its owner only, that is the one of before or the new one. */
final class SettingFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private SettingFile() {}

  /** Writes values as the container reads them. */
  static void write(Path file, Map<String, String> values) throws IOException {
    replace(file, text(values));
  }

  /** Returns the lines as a properties file has them, without the date that Java puts above. */
  private static String text(Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    properties.store(bytes, null);
    return bytes
            .toString(StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .sorted()
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** Replaces a file as a whole: after a crash it is the one of before or the new one. */
  static void replace(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            next,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
