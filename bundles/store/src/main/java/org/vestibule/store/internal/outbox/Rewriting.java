// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.vestibule.api.VestibuleException;

/**
 * Writes a segment once more with other contents at the same positions and with the same ids, under
 * a fresh key, so that no nonce meets the same key twice. The new file takes the place of the old
 * one in one step; then the old bytes are overwritten, as far as the disk lets that be done.
 */
final class Rewriting {
  private static final int AT_ONCE = 500;

  private final SegmentFolder folder;
  private final SegmentKeys keys;

  Rewriting(SegmentFolder folder, SegmentKeys keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** Reads the entries of the old file in order. */
  @FunctionalInterface
  interface Source {
    void each(Consumer<Kept> consumer) throws VestibuleException, IOException;
  }

  Segment write(Segment old, Source source, UnaryOperator<Kept> change)
      throws VestibuleException, IOException {
    SegmentKeys.Made made = keys.make(old.id(), old.first(), old.header().begun());
    Path file = old.file();
    Segment now = new Segment(file, made.header(), made.header().length(), old.topics());
    boolean done = false;
    try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE);
        SegmentWriter writer =
            new SegmentWriter(now, made.cipher(), folder.create(file, made.header()))) {
      List<Kept> some = new ArrayList<>();
      source.each(
          kept -> {
            some.add(change.apply(kept));
            if (some.size() == AT_ONCE) {
              write(writer, some);
            }
          });
      write(writer, some);
      writer.publish(folder);
      done = true;
      SegmentFolder.blank(before);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!done) { // It names others, who may be erased before it is written again.
        folder.abandon(file);
      }
    }
    if (old.indexed()) {
      now.index(old.topics());
    }
    return now;
  }

  private static void write(SegmentWriter writer, List<Kept> some) {
    try {
      writer.write(some);
      some.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
