// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.Visits;
import org.vestibule.web.socket.Socket;
import org.vestibule.web.socket.SocketListener;

/**
 * One device at a door over one WebSocket: what it says is checked and limited as what a panel
 * posts is, by the same code. Messages come by one thread; {@link #tick} by another.
 */
final class LivePanel implements SocketListener {
  /** The first byte of a picture on its way to the house. */
  static final byte PICTURE = 1;

  /** The first byte of sound, 16 bits, little-endian, mono, 16 kHz; either way. */
  static final byte SOUND = 2;

  /** Close code: another device has taken this station's place. */
  static final int REPLACED = 4001;

  private static final Duration INTRODUCTION = Duration.ofSeconds(5);
  private static final Duration PING = Duration.ofSeconds(10);
  private static final Duration SILENT = Duration.ofSeconds(30);
  private static final int MOST_SOUND_BYTES = 2 * Wave.RATE / 5;

  private final PanelLive house;
  private final String name;
  private final long openedNanos = System.nanoTime();
  private final AtomicReference<LiveVisit> visit = new AtomicReference<>();
  private volatile Socket socket;
  private volatile HttpStation station;
  private volatile String token = "";
  private volatile String language;
  private ReaderDisplay shown = ReaderDisplay.DARK;
  private long pingedNanos = openedNanos;

  LivePanel(PanelLive house, String name) {
    this.house = house;
    this.name = name;
  }

  String name() {
    return name;
  }

  @Override
  public void opened(Socket opened) {
    socket = opened;
    house.opened(this);
  }

  @Override
  public void text(Socket from, String message) {
    try {
      take(LiveMessages.parse(message));
    } catch (Refusal refusal) {
      from.send(LiveMessages.problem(refusal));
      if (station == null) {
        from.close(Socket.POLICY, refusal.problem().code());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(ObjectNode message) throws Refusal, IOException {
    String type = message.remove("type").textValue();
    if (station == null && !type.equals("hello")) {
      throw LiveMessages.invalid("no hello before " + type);
    }
    switch (type) {
      case "hello" -> hello(message);
      case "language" -> language = LiveMessages.text(message, "language").orElse(null);
      case "press" -> press(message);
      case "keys" -> keys(message);
      case "end" -> leave(true);
      default -> throw LiveMessages.invalid("an unknown type");
    }
  }

  private void hello(ObjectNode message) throws Refusal {
    if (station != null) {
      throw LiveMessages.invalid("a second hello");
    }
    String presented = LiveMessages.text(message, "token").orElse("");
    HttpStation admitted = house.access().station(name, Optional.of(presented));
    language = LiveMessages.text(message, "language").orElse(null);
    token = presented;
    house.introduced(this, socket);
    socket.send(LiveMessages.welcome(admitted, house.building()));
    // From here on tick may speak too, which must not be before the welcome.
    station = admitted;
    Optional<String> before = LiveMessages.text(message, "visit");
    if (before.isPresent() && house.visitsNow().isPresent()) {
      Visits service = house.visits();
      VisitId id = house.requests().own(service, admitted, before.get());
      begin(service, id);
    }
  }

  private void press(ObjectNode wish) throws Refusal, IOException {
    Visits service = house.visits();
    String id =
        house
            .requests()
            .press(service, station, new ByteArrayInputStream(LiveMessages.write(wish)));
    LiveVisit open = visit.get();
    if (open == null || !open.id().value().equals(id) || open.ended()) {
      begin(service, new VisitId(id));
    }
  }

  private void begin(Visits service, VisitId id) throws Refusal {
    MediaSession media = house.requests().open(service, station, id.value());
    LiveVisit before = visit.getAndSet(new LiveVisit(station, id, media, socket, house));
    if (before != null) {
      before.close();
    }
  }

  private void keys(ObjectNode message) throws Refusal, IOException {
    LiveVisit open = visit.get();
    byte[] body = LiveMessages.write(message);
    if (open != null) {
      TalkRequests.keys(
          house.fronts(), station, house.visits(), open.id(), new ByteArrayInputStream(body));
    } else if (!house.fronts().keyed(station.info().door(), TalkRequests.keys(body))) {
      throw ReaderFronts.notTaken();
    }
  }

  @Override
  public void binary(Socket from, byte[] message) {
    LiveVisit open = visit.get();
    if (station == null || message.length < 1) {
      from.close(Socket.POLICY, "hello-needed");
      return;
    }
    try {
      if (message[0] == PICTURE && open != null) {
        open.picture(message);
      } else if (message[0] == SOUND && message.length > MOST_SOUND_BYTES) {
        throw LiveMessages.invalid("more than 200 ms of sound in one message");
      } else if (message[0] == SOUND && open != null) {
        open.sound(message);
      } else if (message[0] != SOUND && message[0] != PICTURE) {
        throw LiveMessages.invalid("an unknown kind of bytes");
      }
    } catch (Refusal refusal) {
      from.send(LiveMessages.problem(refusal));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what changed, and finds out whether the device is still there and still welcome. */
  void tick(long nowNanos) {
    HttpStation introduced = station;
    if (introduced == null) {
      if (nowNanos - openedNanos > INTRODUCTION.toNanos()) {
        socket.close(Socket.POLICY, "hello-needed");
      }
      return;
    }
    if (socket.silent().compareTo(SILENT) > 0) {
      socket.abort();
    } else if (!house.access().still(introduced, name, token)) {
      goAway();
    } else {
      if (nowNanos - pingedNanos > PING.toNanos()) {
        pingedNanos = nowNanos;
        socket.ping();
      }
      look();
    }
  }

  private void look() {
    LiveVisit open = visit.get();
    if (open != null && !open.look(language) && visit.compareAndSet(open, null)) {
      open.close();
    }
    ReaderDisplay now = house.fronts().display(station.info().door()).orElse(ReaderDisplay.DARK);
    if (!now.equals(shown) && socket.send(LiveMessages.display(now))) {
      shown = now;
    }
  }

  void replaced() {
    socket.close(REPLACED, "another device is this station now");
  }

  void goAway() {
    socket.close(Socket.GOING_AWAY, "the gateway goes away for a moment");
    leave(false);
  }

  private void leave(boolean end) {
    LiveVisit open = visit.getAndSet(null);
    if (open != null) {
      open.close();
      if (end) {
        station.end(open.id());
      }
    }
  }

  @Override
  public void closed(Socket from) {
    leave(false);
    house.closed(this);
  }
}
