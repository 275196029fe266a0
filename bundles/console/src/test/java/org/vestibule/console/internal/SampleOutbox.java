// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/** An outbox with one sink that gave letters up, and one that is reading. */
final class SampleOutbox implements Outbox {
  static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

  final List<String> deeds = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

  /** Adds a letter that was given up. */
  void letter(String id, String topic, String json) {
    OutboxEntry entry =
        new OutboxEntry(
            letters.size() + 1,
            id,
            AT,
            topic,
            "door/front-door",
            Optional.of("v-1"),
            json.getBytes(StandardCharsets.UTF_8));
    letters.add(new DeadLetter(entry, "The broker refused it", AT.plusSeconds(60)));
  }

  @Override
  public OutboxCursor open(String sink, OutboxWish wish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SinkDepth> depths() {
    return List.of(
        new SinkDepth("mqtt", true, 0, Optional.empty(), 0, 0),
        new SinkDepth("webhook-lift", false, 7, Optional.of(AT), 3, letters.size()));
  }

  @Override
  public boolean forget(String sink) throws VestibuleException {
    if (sink.equals("mqtt")) {
      throw SampleAccess.refused("sink-busy");
    }
    return deeds.add("forget " + sink);
  }

  @Override
  public List<DeadLetter> deadLetters(String sink) {
    return sink.equals("mqtt") ? List.of() : new ArrayList<>(letters);
  }

  @Override
  public boolean replay(String sink, String id) {
    return taken(id) && deeds.add("replay " + id);
  }

  @Override
  public boolean discard(String sink, String id) {
    return taken(id) && deeds.add("discard " + id);
  }

  private boolean taken(String id) {
    return letters.removeIf(letter -> letter.entry().id().equals(id));
  }

  @Override
  public Bounds bounds() {
    return new Bounds(64L << 20, Duration.ofDays(7));
  }
}
