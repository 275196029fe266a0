// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;

/** Writes zip archives byte by byte, so that each can lie in its own way. */
final class ZipBytes {
  /** Unix modes, as an archive carries them in the upper half of the external attributes. */
  static final int FILE = 0100644;

  static final int SYMBOLIC_LINK = 0120777;
  static final int DEVICE = 0060644;

  /** What stands for a size of 4 GiB and more. */
  static final long ZIP64 = 0xffffffffL;

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /** Adds an honest, stored file. */
  ZipBytes add(String name, byte[] content) {
    return add(name, content, content.length, 0, FILE);
  }

  /** Adds a deflated file that claims {@code size} bytes. */
  ZipBytes deflated(String name, byte[] content, long size) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] block = new byte[4096];
    while (!deflater.finished()) {
      packed.write(block, 0, deflater.deflate(block));
    }
    deflater.end();
    return add(name, packed.toByteArray(), size, 8, FILE);
  }

  /** Adds an entry of which everything is given. */
  ZipBytes add(String name, byte[] packed, long size, int method, int mode) {
    byte[] called = name.getBytes(StandardCharsets.UTF_8);
    int offset = data.size();
    ByteBuffer local = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    local.putInt(0x04034b50).putShort((short) 20).putShort((short) 0).putShort((short) method);
    local.putInt(0).putInt(0).putInt(packed.length).putInt((int) size);
    local.putShort((short) called.length).putShort((short) 0);
    data.writeBytes(local.array());
    data.writeBytes(called);
    data.writeBytes(packed);
    ByteBuffer header = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
    header.putShort((short) 0).putShort((short) method).putInt(0).putInt(0);
    header.putInt(packed.length).putInt((int) size).putShort((short) called.length);
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    header.putInt(mode << 16).putInt(offset);
    directory.writeBytes(header.array());
    directory.writeBytes(called);
    entries++;
    return this;
  }

  /** Adds every file of a folder. */
  ZipBytes addAll(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        add(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    zip.writeBytes(data.toByteArray());
    zip.writeBytes(directory.toByteArray());
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) entries).putShort((short) entries);
    end.putInt(directory.size()).putInt(data.size()).putShort((short) 0);
    zip.writeBytes(end.array());
    return zip.toByteArray();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
