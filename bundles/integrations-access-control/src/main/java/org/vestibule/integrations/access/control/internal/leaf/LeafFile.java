// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/**
 * The file in which the leaves outlive a restart: replaced as a whole, so that whoever is killed
 * leaves the old one or the new one. It says which doors stood open and names nobody.
 */
final class LeafFile {
  private static final long MOST_BYTES = 1 << 20;

  private final Path path;
  private final ObjectMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .build();

  LeafFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file on the clock of {@code now}; empty where there is none.
   *
   * @throws IOException if it cannot be read, or is none of ours
   */
  Map<DoorId, KeptLeaf> read(Moment now) throws IOException {
    if (!Files.exists(path)) {
      return Map.of();
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException("longer than " + MOST_BYTES + " bytes");
    }
    try {
      JsonNode root = json.readTree(Files.readAllBytes(path));
      Moment saved =
          new Moment(
              root.required("boot").asText(),
              root.required("nanos").asLong(),
              Instant.parse(root.required("at").asText()));
      Map<DoorId, KeptLeaf> leaves = new LinkedHashMap<>();
      root.required("doors")
          .fields()
          .forEachRemaining(
              door ->
                  leaves.put(
                      new DoorId(door.getKey()),
                      leaf(door.getValue()).on(nanos -> now.here(saved, nanos))));
      return leaves;
    } catch (JsonProcessingException e) {
      throw new IOException("no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("not as this gateway writes it: " + e.getMessage(), e);
    }
  }

  /** Replaces the file; on the disk when this returns. */
  void write(Moment now, Map<DoorId, KeptLeaf> leaves) throws IOException {
    ObjectNode root = json.createObjectNode();
    root.put("boot", now.boot()).put("nanos", now.nanos()).put("at", now.wall().toString());
    ObjectNode doors = root.putObject("doors");
    leaves.forEach((door, leaf) -> put(doors.putObject(door.value()), leaf));
    replace(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private static void put(ObjectNode node, KeptLeaf leaf) {
    node.put("open", leaf.open());
    leaf.standsFrom().ifPresent(nanos -> node.put("standsFrom", nanos));
    leaf.forcedDue().ifPresent(nanos -> node.put("forcedDue", nanos));
    leaf.freeUntil().ifPresent(nanos -> node.put("freeUntil", nanos));
    leaf.alarms().stream().sorted().forEach(alarm -> node.withArray("alarms").add(alarm.name()));
    ObjectNode active = node.putObject("active");
    leaf.active()
        .forEach(
            (signal, sources) ->
                sources.forEach(source -> active.withArray(signal.name()).add(source)));
  }

  private static KeptLeaf leaf(JsonNode node) {
    Set<DoorAlarm> alarms = EnumSet.noneOf(DoorAlarm.class);
    node.path("alarms").forEach(alarm -> alarms.add(DoorAlarm.valueOf(alarm.asText())));
    Map<DoorSignal, Set<String>> active = new EnumMap<>(DoorSignal.class);
    node.path("active")
        .fields()
        .forEachRemaining(
            signal -> {
              Set<String> sources = new TreeSet<>();
              signal.getValue().forEach(source -> sources.add(source.asText()));
              active.put(DoorSignal.valueOf(signal.getKey()), sources);
            });
    return new KeptLeaf(
        node.required("open").asBoolean(),
        nanos(node, "standsFrom"),
        nanos(node, "forcedDue"),
        nanos(node, "freeUntil"),
        alarms,
        active);
  }

  private static OptionalLong nanos(JsonNode node, String key) {
    return node.has(key) ? OptionalLong.of(node.get(key).asLong()) : OptionalLong.empty();
  }

  private void replace(byte[] content) throws IOException {
    Files.createDirectories(
        path.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
