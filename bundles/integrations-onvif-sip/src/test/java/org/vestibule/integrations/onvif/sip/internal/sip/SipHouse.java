// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.testkit.internal.sip.FreePorts;

/** A house with SIP at a free port, configured as a person configures it. */
final class SipHouse implements AutoCloseable {
  static final String PASSWORD = "correct-horse";
  static final Duration SOON = Duration.ofSeconds(60);

  /** What a phone is offered where the sound does not matter. */
  static final String OFFER =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 1 IN IP4 127.0.0.1",
          "s=-",
          "c=IN IP4 127.0.0.1",
          "t=0 0",
          "m=audio 40000 RTP/AVP 0 101",
          "a=rtpmap:0 PCMU/8000",
          "a=rtpmap:101 telephone-event/8000",
          "a=sendrecv",
          "");

  final SipPhones phones = new SipPhones();
  final SipService service = new SipService(phones, this::offered);
  final int port = FreePorts.row(2);
  private final Path folder;
  private volatile UserAgent agent;
  private volatile int offers;

  SipHouse(Path folder) {
    this.folder = folder;
  }

  private Runnable offered(UserAgent offered) {
    agent = offered;
    offers++;
    return () -> agent = null;
  }

  /** Configures SIP, with more keys and values. */
  SipHouse open(String... more) {
    Map<String, Object> settings = new HashMap<>(Map.of("port", port));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    service.updated(new Hashtable<>(settings));
    return this;
  }

  /** Configures a phone with the usual password. */
  SipHouse phone(String user, String... more) throws IOException {
    Path file = folder.resolve(user + ".password");
    Files.writeString(file, PASSWORD + "\n");
    Map<String, Object> settings =
        new HashMap<>(Map.of("user", user, "passwordFile", file.toString()));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    phones.updated("phone-" + user, new Hashtable<>(settings));
    return this;
  }

  UserAgent agent() {
    return agent;
  }

  SipAgent inside() {
    return (SipAgent) agent;
  }

  /** How often an agent was offered. */
  int offers() {
    return offers;
  }

  String at() {
    return "127.0.0.1:" + port;
  }

  /** Waits for a phone's first contact. */
  UserAgent.Contact contact(String user) throws InterruptedException {
    await("contact of " + user, () -> !agent.contacts(user).isEmpty());
    return agent.contacts(user).get(0);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in " + SOON + ": " + what);
      }
      LockSupport.parkNanos(10_000_000L);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
