// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk under H2 that can be full, and that remembers what was written since it was last forced:
 * from that the images are made which a loss of power may leave.
 */
public final class FaultyDisk extends FilePathWrapper {
  static final String SCHEME = "faulty";

  /** A write that was not forced yet. */
  private record Pending(long at, byte[] bytes) {}

  private static volatile boolean full;
  private static volatile boolean brokenForce;
  private static byte[] safe = new byte[0];
  private static final List<Pending> PENDING = new ArrayList<>();

  /** Begins with a good disk that knows what lies in a file. */
  static synchronized void insert(Path file) throws IOException {
    FilePath.register(new FaultyDisk());
    full = false;
    brokenForce = false;
    PENDING.clear();
    safe = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  static void full(boolean now) {
    full = now;
  }

  static void brokenForce(boolean now) {
    brokenForce = now;
  }

  /** Returns how many bytes wait to be forced. */
  static synchronized long unforced() {
    return PENDING.stream().mapToLong(each -> each.bytes().length).sum();
  }

  /**
   * Returns what the disk may hold after a loss of power now: what was forced, and any of the other
   * writes, the last of which may be torn.
   */
  static synchronized byte[] afterPowerLoss(Random random) {
    byte[] image = safe.clone();
    for (Pending each : PENDING) {
      switch (random.nextInt(3)) {
        case 0 -> image = put(image, each.at(), each.bytes(), each.bytes().length);
        case 1 -> image = put(image, each.at(), each.bytes(), random.nextInt(each.bytes().length));
        default -> {
          // This write never reached the disk.
        }
      }
    }
    return image;
  }

  private static byte[] put(byte[] image, long at, byte[] bytes, int length) {
    byte[] larger =
        at + length > image.length ? java.util.Arrays.copyOf(image, (int) (at + length)) : image;
    System.arraycopy(bytes, 0, larger, (int) at, length);
    return larger;
  }

  private static synchronized void note(long at, ByteBuffer source) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    byte[] bytes = new byte[source.remaining()];
    source.duplicate().get(bytes);
    PENDING.add(new Pending(at, bytes));
  }

  private static synchronized void forced() throws IOException {
    if (brokenForce) {
      throw new IOException("Input/output error");
    }
    PENDING.forEach(each -> safe = put(safe, each.at(), each.bytes(), each.bytes().length));
    PENDING.clear();
  }

  private static synchronized void cut(long size) throws IOException {
    if (size < safe.length) {
      safe = java.util.Arrays.copyOf(safe, (int) size);
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel base = super.open(mode);
    if (getName().equals("house.mv.db")) {
      opened(base);
    }
    return new Channel(base);
  }

  /** What is opened was forced before: another file may have taken the place of the first. */
  private static synchronized void opened(FileChannel base) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) base.size());
    while (all.hasRemaining() && base.read(all, all.position()) > 0) {}
    safe = all.array();
    PENDING.clear();
  }

  private static final class Channel extends FileBase {
    private final FileChannel base;

    Channel(FileChannel base) {
      this.base = base;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return base.read(into);
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return base.read(into, at);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      note(base.position(), source);
      return base.write(source);
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
      note(at, source);
      return base.write(source, at);
    }

    @Override
    public long position() throws IOException {
      return base.position();
    }

    @Override
    public FileChannel position(long at) throws IOException {
      base.position(at);
      return this;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      base.truncate(size);
      cut(size);
      return this;
    }

    @Override
    public void force(boolean all) throws IOException {
      base.force(all);
      forced();
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
      return base.tryLock(at, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
