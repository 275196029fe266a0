// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vestibule.store.internal.database.StoreFolder;

/** The files of the log, of their owner's only. A file has its name only once it has a header. */
final class SegmentFolder {
  static final String ENDING = ".log";
  static final String BROKEN = ".broken";
  static final String DRAFT = ".new";

  /** How many broken files are kept as evidence. */
  static final int MOST_BROKEN = 4;

  private static final int CHUNK = 1 << 16;

  private final Path folder;
  private final OutboxDisk disk;

  SegmentFolder(Path folder, OutboxDisk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** Makes the file of a segment and returns it open; what is there of that name is replaced. */
  FileChannel create(Path file, SegmentHeader header) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + DRAFT);
    FileChannel out = disk.create(draft);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(header.bytes());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      return out;
    } catch (IOException e) {
      out.close();
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** Gives a file that {@link #create} made its name, once its content is forced. */
  void publish(Path file, FileChannel out) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + DRAFT);
    try {
      out.force(true);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      StoreFolder.forceFolder(folder);
    } catch (IOException e) {
      out.close();
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** Deletes what {@link #create} made, which will not be given its name. */
  void abandon(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + DRAFT));
  }

  Path file(SegmentHeader header) {
    return folder.resolve(String.format("%019d-%s%s", header.first(), header.id(), ENDING));
  }

  List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().endsWith(ending))
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    }
  }

  /** Moves a broken file out of the way. */
  void setAside(Path file) throws IOException {
    Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
    fewBroken();
  }

  /** Keeps a copy of a file of which the good part goes on. */
  void keepAside(Path file) throws IOException {
    Path copy = aside(file);
    StoreFolder.own(copy);
    Files.write(copy, Files.readAllBytes(file));
    fewBroken();
  }

  private Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + BROKEN);
  }

  private void fewBroken() throws IOException {
    List<Path> broken = files(BROKEN);
    for (Path each : broken.subList(0, Math.max(0, broken.size() - MOST_BROKEN))) {
      Files.deleteIfExists(each);
    }
  }

  /** Cuts a file behind its good part. */
  void cut(Path file, long good) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.truncate(good);
      out.force(true);
    }
  }

  /**
   * Overwrites a file with zeros, best effort: whoever was erased stands in it under a key that is
   * in it, too.
   */
  static void blank(FileChannel file) throws IOException {
    long size = file.size();
    for (long at = 0; at < size; at += CHUNK) {
      ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(CHUNK, size - at));
      while (zeros.hasRemaining()) {
        file.write(zeros, at + zeros.position());
      }
    }
    file.force(true);
  }
}
