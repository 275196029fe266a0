// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.vestibule.api.model.ModelException;

/** A pack in a zip archive: one reading of the archive's directory decides everything. */
final class ZipSource implements PackSource {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  private final String label;
  private final FileChannel channel;
  private final ZipDirectory directory;
  private final Map<String, Long> files = new LinkedHashMap<>();

  private ZipSource(String label, FileChannel channel, ZipDirectory directory) {
    this.label = label;
    this.channel = channel;
    this.directory = directory;
    directory.entries().forEach((name, entry) -> files.put(name, entry.size()));
  }

  static ZipSource open(Path archive) throws ModelException, IOException {
    String label = archive.getFileName() + "";
    FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ);
    try {
      return new ZipSource(label, channel, ZipDirectory.read(label, channel));
    } catch (ModelException | IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Map<String, Long> files() {
    return files;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public InputStream open(String path) throws IOException {
    ZipDirectory.Entry entry = directory.entries().get(path);
    InputStream raw = new Region(data(path, entry), entry.packed());
    if (!entry.deflated()) {
      return raw;
    }
    Inflater inflater = new Inflater(true);
    // The inflater asks for one byte more than there is when the data have no zlib frame.
    InputStream padded = new SequenceInputStream(raw, new ByteArrayInputStream(new byte[1]));
    return new InflaterInputStream(padded, inflater, 1 << 16) {
      @Override
      public void close() {
        inflater.end();
      }
    };
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns where an entry's data begin, if its own header agrees with the directory. */
  private long data(String path, ZipDirectory.Entry entry) throws IOException {
    ByteBuffer header = ZipDirectory.bytes(channel, entry.offset(), LOCAL_BYTES);
    int nameBytes = header.getShort(26) & 0xffff;
    int extraBytes = header.getShort(28) & 0xffff;
    ByteBuffer name = ZipDirectory.bytes(channel, entry.offset() + LOCAL_BYTES, nameBytes);
    long begin = entry.offset() + LOCAL_BYTES + nameBytes + extraBytes;
    if (header.getInt(0) != LOCAL_HEADER
        || !ZipDirectory.name(name, nameBytes).equals(path)
        || begin + entry.packed() > directory.offset()) {
      throw new ZipException("the header of " + path + " contradicts the directory");
    }
    return begin;
  }

  /** Some bytes of the archive. */
  private final class Region extends InputStream {
    private long position;
    private final long end;

    Region(long begin, long length) {
      this.position = begin;
      this.end = begin + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int most = (int) Math.min(length, end - position);
      int read = channel.read(ByteBuffer.wrap(into, from, most), position);
      position += Math.max(read, 0);
      return read;
    }
  }
}
