// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.time.Duration;
import java.util.Map;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.visit.Visits;
import org.vestibule.egress.internal.EgressComponent;
import org.vestibule.integrations.notify.internal.delivery.Pace;

/** The services around a sink: an outbox and secrets of the test, and the house's real way out. */
public final class House {
  /** Tries again at once, so that no test waits for long. */
  public static final Pace FAST =
      new Pace(
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          5,
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofMillis(200));

  public final MemoryOutbox outbox = new MemoryOutbox();
  public final MemorySecrets secrets = new MemorySecrets();
  public final NotifyServices services = new NotifyServices();
  public EgressComponent egress;

  /** With rules of the site for what leaves. */
  public House(Map<String, Object> rules) {
    egress = RealEgress.open(rules);
    services.outbox = outbox;
    services.secrets = secrets;
    services.broker = egress;
  }

  public House with(Visits visits, Accounts accounts, CommandDesk desk, AuditTrail audit) {
    services.visits = visits;
    services.accounts = accounts;
    services.desk = desk;
    services.audit = audit;
    return this;
  }

  /** Gives the sinks another outbox. */
  public void offer(Outbox other) {
    services.outbox = other;
  }

  /** Gives the sinks no way out, or one again. */
  public void wayOut(boolean there) {
    services.broker = there ? egress : null;
  }
}
