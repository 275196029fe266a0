// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * The body of a record before it is sealed: version, when (seconds and nanoseconds), flags, topic,
 * key, visit if there is one, whom it names, length and content. Texts are modified UTF-8 as {@link
 * DataOutputStream#writeUTF} has it.
 */
final class KeptCodec {
  /** How long a content may be, in bytes. */
  static final int MOST_DATA = 256 << 10;

  /** How long a body may be, in bytes: the content and texts of bounded length beside it. */
  static final int MOST_BODY = MOST_DATA + (64 << 10);

  private static final int VERSION = 1;
  private static final int VISIT = 1;
  private static final int STRANGER = 2;
  private static final int MOST_PEOPLE = 500;

  private KeptCodec() {}

  static byte[] body(Kept kept) {
    OutboxEntry entry = kept.entry();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(kept.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(entry.at().getEpochSecond());
      out.writeInt(entry.at().getNano());
      out.writeByte(
          (entry.visit().isPresent() ? VISIT : 0) | (kept.named().stranger() ? STRANGER : 0));
      out.writeUTF(entry.topic());
      out.writeUTF(entry.key());
      if (entry.visit().isPresent()) {
        out.writeUTF(entry.visit().get());
      }
      out.writeShort(kept.named().people().size());
      for (String person : kept.named().people()) {
        out.writeUTF(person);
      }
      out.writeInt(entry.data().length);
      out.write(entry.data());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every text of bounded length", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #body} wrote.
   *
   * @throws BrokenRecord for anything else
   */
  static Kept kept(String id, long position, byte[] body) throws BrokenRecord {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      if (in.readByte() != VERSION) {
        throw new BrokenRecord("a body of another version");
      }
      Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
      int flags = in.readByte();
      String topic = in.readUTF();
      String key = in.readUTF();
      Optional<String> visit =
          (flags & VISIT) != 0 ? Optional.of(in.readUTF()) : Optional.<String>empty();
      Set<String> people = people(in);
      int length = in.readInt();
      if (length < 0 || length > MOST_DATA || length != in.available()) {
        throw new BrokenRecord("a content of another length");
      }
      byte[] data = in.readNBytes(length);
      return new Kept(
          new OutboxEntry(position, id, at, topic, key, visit, data),
          new Named(people, (flags & STRANGER) != 0));
    } catch (BrokenRecord e) {
      throw e;
    } catch (IOException | DateTimeException | ArithmeticException e) {
      throw new BrokenRecord("a body that ends too early");
    }
  }

  private static Set<String> people(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    if (count > MOST_PEOPLE) {
      throw new BrokenRecord("more people than an entry names");
    }
    Set<String> people = new HashSet<>();
    for (int i = 0; i < count; i++) {
      people.add(in.readUTF());
    }
    return people;
  }
}
