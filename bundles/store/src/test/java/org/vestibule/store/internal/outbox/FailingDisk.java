// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FileBase;

/** A disk that may be full, may fail to force what it took, and may even fail to cut it again. */
final class FailingDisk implements OutboxDisk {
  volatile long room = Long.MAX_VALUE;
  volatile boolean brokenForce;
  volatile boolean brokenCut;

  @Override
  public FileChannel create(Path file) throws IOException {
    if (room <= 0) {
      throw new IOException("No space left on device");
    }
    return new Channel(OutboxDisk.REAL.create(file));
  }

  private final class Channel extends FileBase {
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

    /** A disk that fills up takes the beginning of what is written. */
    @Override
    public int write(ByteBuffer source) throws IOException {
      if (room < source.remaining()) {
        ByteBuffer part = source.slice().limit((int) Math.max(0, room));
        while (part.hasRemaining()) {
          base.write(part);
        }
        room = 0;
        throw new IOException("No space left on device");
      }
      room -= source.remaining();
      return base.write(source);
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
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
      if (brokenCut) {
        throw new IOException("Input/output error");
      }
      base.truncate(size);
      return this;
    }

    @Override
    public void force(boolean all) throws IOException {
      if (brokenForce) {
        throw new IOException("Input/output error");
      }
      base.force(all);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
