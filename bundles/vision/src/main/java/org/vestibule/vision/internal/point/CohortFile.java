// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;

/**
 * The file of a {@link Cohort}, big-endian: the magic {@code VCOH}, a version (16 bit), flags (8
 * bit; 1: generated), the texts space, origin and licence (16 bit of length, UTF-8), then the
 * numbers of people and faces (32 bit) and of dimensions (16 bit). Each face follows as the number
 * of its person (32 bit, from 0, never falling) and its direction in steps of 1/127 of its largest
 * number (8 bit, signed). Nothing follows the last.
 *
 * <p>Directions are all that is kept of a face: length and scale are those of the unit sphere.
 */
public final class CohortFile {
  private static final int MAGIC = 0x56434f48;
  private static final int VERSION = 1;
  private static final int GENERATED = 1;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_FACES = 20_000;
  private static final int MOST_TEXT = 500;
  private static final int MOST_DIMENSIONS = 4096;

  private CohortFile() {}

  /**
   * Reads a file.
   *
   * @throws VestibuleException {@code cohort-unreadable}, {@code cohort-too-large} or {@code
   *     cohort-damaged}
   */
  public static Cohort read(Path path) throws VestibuleException {
    String name = "cohort " + path.getFileName();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new VestibuleException(
          "cohort-unreadable",
          name,
          e.getClass().getSimpleName(),
          "a file that the gateway may read",
          "Look at the file and its rights.",
          e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new VestibuleException(
          "cohort-too-large",
          name,
          "more than " + MOST_BYTES + " bytes",
          "at most " + MOST_BYTES,
          "Build it from fewer people.");
    }
    return read(name, bytes);
  }

  static Cohort read(String name, byte[] bytes) throws VestibuleException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      check(name, in.readInt() == MAGIC, "another kind of file", "the magic VCOH");
      int version = in.readUnsignedShort();
      check(name, version == VERSION, "version " + version, "version " + VERSION);
      int flags = in.readUnsignedByte();
      check(name, flags <= GENERATED, "flags " + flags, "0 or 1");
      String space = text(name, in);
      String origin = text(name, in);
      String licence = text(name, in);
      return new Cohort(space, origin, licence, flags == GENERATED, people(name, space, in));
    } catch (EOFException e) {
      throw damaged(name, "an early end", "a whole file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, "a face of no direction", "finite numbers that are not all 0", e);
    }
  }

  private static List<List<FaceTemplate>> people(String name, String space, DataInputStream in)
      throws IOException, VestibuleException {
    int people = in.readInt();
    int faces = in.readInt();
    int dimensions = in.readUnsignedShort();
    check(
        name,
        people >= 2 && people <= faces && faces <= MOST_FACES,
        people + " people with " + faces + " faces",
        "2 people or more, each with a face, at most " + MOST_FACES + " faces");
    check(
        name,
        dimensions >= 2 && dimensions <= MOST_DIMENSIONS,
        dimensions + " dimensions",
        "2 to " + MOST_DIMENSIONS);
    List<List<FaceTemplate>> all = new ArrayList<>();
    byte[] steps = new byte[dimensions];
    float[] direction = new float[dimensions];
    for (int i = 0; i < faces; i++) {
      int person = in.readInt();
      boolean next = person == all.size() && person < people;
      boolean same = person == all.size() - 1 && person >= 0;
      check(name, next || same, "person " + person, "each person in turn");
      if (next) {
        all.add(new ArrayList<>());
      }
      in.readFully(steps);
      for (int k = 0; k < dimensions; k++) {
        direction[k] = steps[k];
      }
      all.get(person).add(FaceTemplate.of(space, direction));
    }
    check(name, all.size() == people, all.size() + " people", people + " people");
    check(name, in.read() < 0, "bytes after the last face", "none");
    return all;
  }

  private static String text(String name, DataInputStream in)
      throws IOException, VestibuleException {
    int length = in.readUnsignedShort();
    check(
        name,
        length > 0 && length <= MOST_TEXT,
        "a text of " + length + " bytes",
        "1 to " + MOST_TEXT);
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void check(String name, boolean right, String found, String allowed)
      throws VestibuleException {
    if (!right) {
      throw damaged(name, found, allowed, null);
    }
  }

  private static VestibuleException damaged(
      String name, String found, String allowed, Throwable cause) {
    return new VestibuleException(
        "cohort-damaged",
        name,
        found,
        allowed,
        "Build it anew: ./vestibule eval cohort --help.",
        cause);
  }
}
