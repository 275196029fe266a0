// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for faces where none may be: in files by the bytes of their templates, and in a heap dump
 * also by every array of as many numbers that points in the same direction, whatever its length.
 */
final class TemplateSearch {
  /** So many numbers in a row are no coincidence. */
  private static final int RUN = 4;

  private static final double SAME_DIRECTION = 0.95;

  /** How an array of floats is marked in a heap dump, after its length. */
  private static final byte HPROF_FLOAT = 6;

  private static final long WINDOW = 1L << 30;

  private final Map<String, float[]> faces;
  private final Map<Long, String> runs = new HashMap<>();
  private final int length;

  /**
   * @param faces templates by the name of their person, all of one length
   */
  TemplateSearch(Map<String, float[]> faces) {
    this.faces = faces;
    this.length = faces.values().iterator().next().length;
    faces.forEach(
        (person, face) -> {
          for (int at = 0; at + RUN <= face.length; at += RUN) {
            runs.put(key(face[at], face[at + 1]), person);
          }
        });
  }

  /** Returns who is found in any file under a folder. */
  Set<String> inFolder(Path folder) throws IOException {
    Set<String> found = new HashSet<>();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      found.addAll(inFile(file));
    }
    return found;
  }

  /** Returns who is found in a file: a heap dump, or any other. */
  Set<String> inFile(Path file) throws IOException {
    Set<String> found = new HashSet<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long overlap = Float.BYTES * (length + 2L);
      for (long from = 0; from < channel.size(); from += WINDOW) {
        long size = Math.min(channel.size() - from, WINDOW + overlap);
        MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, from, size);
        scan(bytes.order(ByteOrder.BIG_ENDIAN), found);
        scan(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN), found);
      }
    }
    return found;
  }

  private void scan(ByteBuffer bytes, Set<String> found) {
    boolean dump = bytes.order() == ByteOrder.BIG_ENDIAN;
    for (int at = 0; at + Long.BYTES <= bytes.limit(); at++) {
      // Two numbers in a row; read at once, the second is the upper one in little-endian order.
      long two = bytes.getLong(at);
      String person = runs.get(dump ? two : Long.rotateLeft(two, Integer.SIZE));
      if (person != null && matches(bytes, at, faces.get(person))) {
        found.add(person);
      }
      if (dump && isArray(bytes, at)) {
        nearest(bytes, at + Integer.BYTES + 1, found);
      }
    }
  }

  private boolean isArray(ByteBuffer bytes, int at) {
    return at + Integer.BYTES + 1 + Float.BYTES * length <= bytes.limit()
        && bytes.getInt(at) == length
        && bytes.get(at + Integer.BYTES) == HPROF_FLOAT;
  }

  /** Whether a run of the face's numbers begins here. */
  private static boolean matches(ByteBuffer bytes, int at, float[] face) {
    if (at + RUN * Float.BYTES > bytes.limit()) {
      return false;
    }
    for (int from = 0; from + RUN <= face.length; from += RUN) {
      int same = 0;
      while (same < RUN && bytes.getFloat(at + same * Float.BYTES) == face[from + same]) {
        same++;
      }
      if (same == RUN) {
        return true;
      }
    }
    return false;
  }

  private void nearest(ByteBuffer bytes, int at, Set<String> found) {
    float[] array = new float[length];
    double square = 0;
    for (int i = 0; i < length; i++) {
      array[i] = bytes.getFloat(at + i * Float.BYTES);
      square += (double) array[i] * array[i];
    }
    for (Map.Entry<String, float[]> face : faces.entrySet()) {
      double dot = 0;
      for (int i = 0; i < length; i++) {
        dot += (double) array[i] * face.getValue()[i];
      }
      if (dot > SAME_DIRECTION * Math.sqrt(square)) {
        found.add(face.getKey());
      }
    }
  }

  private static long key(float first, float second) {
    return (long) Float.floatToRawIntBits(first) << Integer.SIZE
        | Float.floatToRawIntBits(second) & 0xFFFF_FFFFL;
  }
}
