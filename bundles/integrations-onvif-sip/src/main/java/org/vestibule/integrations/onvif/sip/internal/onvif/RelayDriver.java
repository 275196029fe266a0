// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * Moves the relays of one device. A relay is told to fall back by itself after the pulse; one that
 * cannot is let go by the gateway, again and again until it confirms. "Open" is sent once for each
 * order. Thread-safe.
 */
final class RelayDriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayDriver.class);
  private static final long AGAIN_MILLIS = 1_000;

  /** A station that is closed waits no longer; one that is not tries again. */
  private static final Duration LET_GO = Duration.ofMillis(800);

  private final Map<String, Connection> held = new ConcurrentHashMap<>();
  private final Map<String, String> delays = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock;

  RelayDriver(String station) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "vestibule-onvif-" + station + "-relays");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Releases a lock.
   *
   * @param connection to the device, as it is now
   * @throws VestibuleException {@code device-refused}, {@code device-unreachable}, {@code
   *     device-timed-out}
   */
  void release(Connection connection, String token, Duration pulse)
      throws VestibuleException, InterruptedException {
    Wiring.Relay relay =
        connection
            .wiring()
            .relay(token)
            .orElseThrow(() -> missing(connection.client().target(), token));
    boolean falls = fallsBack(connection, relay, pulse);
    try {
      switchTo(connection, token, true, connection.client().target().address().timeout());
    } catch (VestibuleException e) {
      if (!falls && !e.code().equals("device-unreachable")) {
        // Nobody knows whether it opened: then it must not stay so.
        letGo(connection, token, pulse.toMillis());
      }
      throw Failures.ofOrder(e);
    }
    if (!falls) {
      letGo(connection, token, pulse.toMillis());
    }
  }

  /** Makes a relay fall back after the pulse; returns whether it does. */
  private boolean fallsBack(Connection connection, Wiring.Relay relay, Duration pulse)
      throws VestibuleException, InterruptedException {
    String wanted = seconds(pulse);
    String now = delays.getOrDefault(relay.token(), relay.monostable() ? relay.delay() : "");
    if (now.equals(wanted)) {
      return true;
    }
    try {
      set(connection, relay, wanted);
      delays.put(relay.token(), wanted);
      return true;
    } catch (VestibuleException e) {
      return switch (e.code()) {
        // It falls back after its own time, or not at all.
        case "device-refused", "not-supported", "credentials-wrong", "answer-invalid" ->
            relay.monostable();
        // Nothing has moved yet, whatever became of the settings.
        default -> throw Failures.as("device-unreachable", e);
      };
    }
  }

  private static void set(Connection connection, Wiring.Relay relay, String delay)
      throws VestibuleException, InterruptedException {
    URI service = connection.wiring().relayService().orElseThrow();
    Xml mode = Xml.text("tt:Mode", "Monostable");
    Xml time = Xml.text("tt:DelayTime", delay);
    Xml idle = Xml.text("tt:IdleState", relay.idle().equals("closed") ? "closed" : "open");
    boolean device = connection.services().find("tds").filter(service::equals).isPresent();
    connection
        .client()
        .ask(
            service,
            device
                ? Xml.of(
                    "tds:SetRelayOutputSettings",
                    Xml.text("tds:RelayOutputToken", relay.token()),
                    Xml.of("tds:Properties", mode, time, idle))
                : Xml.of(
                    "tmd:SetRelayOutputSettings",
                    Xml.of("tmd:RelayOutput", Xml.of("tt:Properties", mode, time, idle))
                        .with("token", relay.token())));
  }

  private static void switchTo(Connection connection, String token, boolean active, Duration wait)
      throws VestibuleException, InterruptedException {
    URI service = connection.wiring().relayService().orElseThrow();
    connection
        .client()
        .ask(
            service,
            List.of(),
            Xml.of(
                "tds:SetRelayOutputState",
                Xml.text("tds:RelayOutputToken", token),
                Xml.text("tds:LogicalState", active ? "active" : "inactive")),
            wait);
  }

  private void letGo(Connection connection, String token, long millis) {
    held.put(token, connection);
    try {
      clock.schedule(() -> end(token), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      end(token);
    }
  }

  /** Takes the connection that replaces one over which a relay was switched on. */
  void reconnected(Connection connection) {
    delays.clear();
    held.replaceAll((token, before) -> connection);
  }

  private void end(String token) {
    Connection connection = held.get(token);
    if (connection == null) {
      return;
    }
    try {
      switchTo(connection, token, false, LET_GO);
      held.remove(token);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VestibuleException | RuntimeException e) {
      LOG.warn("Relay {} does not confirm that it fell back; it is told again", token);
      again(token);
    }
  }

  private void again(String token) {
    try {
      clock.schedule(() -> end(token), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.warn("Relay {} may still be on; this station is being closed", token);
    }
  }

  /** Lets go at once what is still held. */
  @Override
  public void close() {
    clock.shutdownNow();
    held.keySet().forEach(this::end);
  }

  private static VestibuleException missing(OnvifTarget target, String token) {
    return new VestibuleException(
        "device-refused",
        "relay " + token + " of " + target.address().shown(),
        "the device has none of this name",
        "a relay of the device",
        "Correct doors in " + OnvifConfig.PID + ".");
  }

  /** An xs:duration. */
  private static String seconds(Duration pulse) {
    long millis = pulse.toMillis();
    String part = millis % 1000 == 0 ? "" : String.format(".%03d", millis % 1000);
    return "PT" + millis / 1000 + part + "S";
  }
}
