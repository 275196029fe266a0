// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vestibule.api.Identifier;
import org.vestibule.api.outbox.OutboxWish;

/** How far each sink is, in one small file that is replaced in one step. No person is in it. */
final class SinkFile {
  /** How many sinks there may be. */
  static final int MOST_SINKS = 256;

  private static final int VERSION = 1;
  private static final long MOST_BYTES = 8L << 20;
  private static final int MOST_TOPICS = 1000;
  private static final int MOST_TOPIC = 200;
  private static final String NAME = "sinks.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final OutboxDisk disk;

  SinkFile(Path folder, OutboxDisk disk) {
    this.file = folder.resolve(NAME);
    this.disk = disk;
  }

  /**
   * What the file says.
   *
   * @param next the first position that may be new
   */
  record Content(long next, List<SinkNote> sinks) {}

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads it.
   *
   * @throws BrokenRecord when it is not as it was written
   */
  Content read() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new BrokenRecord("a longer file than there can be");
    }
    return parse(Files.readAllBytes(file));
  }

  static Content parse(byte[] bytes) throws BrokenRecord {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json == null || json.path("version").asInt() != VERSION) {
        throw new BrokenRecord("no list of sinks of this version");
      }
      long next = number(json, "next", 1);
      List<SinkNote> sinks = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (JsonNode each : json.path("sinks")) {
        SinkNote note = note(each);
        if (names.size() == MOST_SINKS || !names.add(note.name())) {
          throw new BrokenRecord("a sink too many");
        }
        sinks.add(note);
      }
      return new Content(next, sinks);
    } catch (BrokenRecord e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokenRecord("no list of sinks");
    }
  }

  private static SinkNote note(JsonNode json) throws BrokenRecord {
    String name = Identifier.require("sink", json.path("name").asText());
    Set<String> topics = new HashSet<>();
    for (JsonNode topic : json.path("topics")) {
      if (topics.size() == MOST_TOPICS || topic.asText().length() > MOST_TOPIC) {
        throw new BrokenRecord("a topic out of its bounds");
      }
      topics.add(topic.asText());
    }
    long low = number(json, "low", 1);
    long high = number(json, "high", low);
    List<Long> open = new ArrayList<>();
    for (JsonNode position : json.path("open")) {
      long each = position.asLong();
      if (each < low || each >= high || open.size() == Sink.MOST_NOTED) {
        throw new BrokenRecord("a position out of its bounds");
      }
      open.add(each);
    }
    if (!open.isEmpty() && open.get(open.size() - 1) - low > Integer.MAX_VALUE - 1) {
      throw new BrokenRecord("positions too far apart");
    }
    long lost = number(json, "lost", 0);
    return new SinkNote(name, new OutboxWish(topics), low, high, open, lost);
  }

  private static long number(JsonNode json, String key, long least) throws BrokenRecord {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least) {
      throw new BrokenRecord(key + " is no number of its bounds");
    }
    return value.asLong();
  }

  /** Replaces it; it is on the disk when this returns. */
  void write(Content content) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("version", VERSION).put("next", content.next());
    ArrayNode sinks = json.putArray("sinks");
    for (SinkNote note : content.sinks()) {
      ObjectNode each = sinks.addObject().put("name", note.name());
      note.wish().topics().stream().sorted().forEach(each.putArray("topics")::add);
      each.put("low", note.low()).put("high", note.high()).put("lost", note.lost());
      note.open().forEach(each.putArray("open")::add);
    }
    Path draft = file.resolveSibling(NAME + SegmentFolder.DRAFT);
    try (FileChannel out = disk.create(draft)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(json));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Moves a broken file out of the way. */
  void setAside() throws IOException {
    Files.move(
        file,
        file.resolveSibling(NAME + SegmentFolder.BROKEN),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
