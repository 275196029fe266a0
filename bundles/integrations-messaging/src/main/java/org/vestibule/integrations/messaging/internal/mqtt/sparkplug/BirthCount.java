// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts connections: the {@code bdSeq} that ties a birth to its death. It starts at zero and is
 * one more at every connection, 0 after 255 (Sparkplug 3.0, 4.3.1.1
 * tck-id-topics-nbirth-bdseq-increment and 5.4). It goes on after a restart, so that a death of
 * before is never taken for one of now. Used by one thread.
 */
public final class BirthCount {
  private static final Logger LOG = LoggerFactory.getLogger(BirthCount.class);
  private static final int NUMBERS = 256;

  private final Path file;
  private int last;

  /**
   * Goes on where it ended, or starts anew when there is nothing that can be read.
   *
   * @param file where the last number is kept, in the bundle's own data folder; made when needed
   */
  public BirthCount(Path file) {
    this.file = file;
    last = read(file);
  }

  /** Returns the next number, 0 to 255, and keeps it before anybody sees it. */
  int next() {
    last = (last + 1) % NUMBERS;
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, Integer.toString(last), StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A full disk must not silence the doors: only after a restart a number may come again.
      LOG.warn("The number of Sparkplug births cannot be kept: {}", e.toString());
    }
    return last;
  }

  private static int read(Path file) {
    try {
      if (Files.exists(file) && Files.size(file) < 8) {
        int number = Integer.parseInt(Files.readString(file, StandardCharsets.US_ASCII).strip());
        if (number >= 0 && number < NUMBERS) {
          return number;
        }
      }
    } catch (IOException | NumberFormatException e) {
      LOG.warn("The number of Sparkplug births starts anew: {}", e.toString());
    }
    return NUMBERS - 1;
  }
}
