// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Caller.Kind;
import org.vestibule.api.access.Caller.Through;
import org.vestibule.api.audit.AuditTrail;

/**
 * Writes commands that were not carried out into the audit: at most one a second after a few, so
 * that whoever sends rubbish does not fill it; how many were left out stands in the next line.
 * Thread-safe.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final int SHOWN = 200;

  private final String broker;
  private final Surroundings house;
  private final Pace pace = new Pace(1, 20, System::nanoTime);
  private final AtomicLong leftOut = new AtomicLong();

  /**
   * @param broker names it for the audit
   */
  RefusalLog(String broker, Surroundings house) {
    this.broker = broker;
    this.house = house;
  }

  /** Counts a refusal without a line of its own; returns at once. */
  void count() {
    leftOut.incrementAndGet();
  }

  /**
   * Notes a refusal. Forces a disk: never on a thread that must not wait.
   *
   * @param who by whom or by which convention it came, as far as that is known
   * @param topic shortened, and freed of what does not belong into a line
   */
  void note(String who, String topic, String code) {
    AuditTrail audit = house.audit();
    if (audit == null || !pace.one()) {
      leftOut.incrementAndGet();
      return;
    }
    String shown = topic.substring(0, Math.min(SHOWN, topic.length()));
    Map<String, String> details = new TreeMap<>();
    details.put("broker", broker);
    details.put("topic", shown.replaceAll("[^A-Za-z0-9._/-]", "?"));
    details.put("code", code);
    details.put("leftOut", Long.toString(leftOut.getAndSet(0)));
    try {
      Acting.as(
          new Caller(who, Kind.MACHINE, Through.MQTT, Set.of(), Optional.empty()),
          () -> audit.record(who, "command-refused", details));
    } catch (VestibuleException e) {
      LOG.warn("A refusal is not in the audit: {}", e.getMessage());
    }
  }
}
