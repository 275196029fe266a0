// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderKeys;

/** Reader lines in memory: one that is polled, and whatever a day adds. */
final class SampleReaders implements ReaderKeys {
  final Map<String, Reader> lines = new ConcurrentSkipListMap<>();
  private final Consumer<String> done;

  SampleReaders(Consumer<String> done) {
    this.done = done;
    line("front", "pd", "front-door", true, true, "Its panel polls it");
  }

  void line(
      String name, String role, String door, boolean online, boolean secured, String sentence) {
    lines.put(
        name,
        new Reader(
            name, role, new DoorId(door), online, secured, secured, Optional.empty(), sentence));
  }

  @Override
  public List<Reader> readers() {
    return List.copyOf(new TreeMap<>(lines).values());
  }

  private Reader known(String name) throws VestibuleException {
    Reader reader = lines.get(name);
    if (reader == null) {
      throw SampleAccess.refused("unknown-reader");
    }
    return reader;
  }

  private void with(Reader of, boolean keyed, Optional<Instant> until) {
    lines.put(
        of.name(),
        new Reader(
            of.name(),
            of.role(),
            of.door(),
            of.online(),
            keyed && of.online(),
            keyed,
            until,
            of.sentence()));
  }

  @Override
  public void openCommissioning(String name, int minutes) throws VestibuleException {
    Reader reader = known(name);
    with(reader, reader.keyed(), Optional.of(Instant.now().plusSeconds(minutes * 60L)));
    done.accept("open " + name + " for " + minutes);
  }

  @Override
  public void closeCommissioning(String name) throws VestibuleException {
    Reader reader = known(name);
    with(reader, reader.keyed(), Optional.empty());
    done.accept("close " + name);
  }

  @Override
  public void setKey(String name, byte[] key) throws VestibuleException {
    with(known(name), true, Optional.empty());
    done.accept("key of " + name + " begins with " + HexFormat.of().formatHex(key, 0, 2));
  }

  @Override
  public void clearKey(String name) throws VestibuleException {
    with(known(name), false, Optional.empty());
    done.accept("no key of " + name);
  }
}
