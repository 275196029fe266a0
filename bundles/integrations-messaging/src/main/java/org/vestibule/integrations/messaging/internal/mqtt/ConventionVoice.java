// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * A convention, heard in turn with everything else.
 *
 * @param convention serves one connection
 */
record ConventionVoice(Convention convention) implements Voice {
  private static final Logger LOG = LoggerFactory.getLogger(ConventionVoice.class);

  @Override
  public Optional<Outgoing> will() {
    return convention.will().map(Outgoing::of);
  }

  @Override
  public Set<String> subscriptions() {
    return convention.subscriptions();
  }

  @Override
  public List<Outgoing> born() {
    return outgoing(convention.born());
  }

  @Override
  public List<Outgoing> leaving() {
    return outgoing(convention.leaving());
  }

  @Override
  public List<Outgoing> withdrawn() {
    return outgoing(convention.withdrawn());
  }

  @Override
  public List<Outgoing> on(OutboxEntry entry) {
    return outgoing(convention.on(entry));
  }

  @Override
  public List<Outgoing> tick() {
    return outgoing(convention.tick());
  }

  @Override
  public void heard(Incoming message, Mailbox mailbox, Runnable renew) {
    long came = System.nanoTime();
    // One that comes while too many wait is lost, as QoS 0 would be: its sender sees no effect.
    mailbox.errand(
        session -> {
          Duration waited = Duration.ofNanos(System.nanoTime() - came);
          Convention.Heard heard =
              new Convention.Heard(message.topic(), message.payload(), message.retained(), waited);
          for (Outgoing answer : answers(heard)) {
            session.publish(answer);
          }
          if (convention.renews()) {
            renew.run();
          }
        });
  }

  /** A message that a convention chokes on may only lose itself. */
  private List<Outgoing> answers(Convention.Heard heard) {
    try {
      return outgoing(convention.heard(heard));
    } catch (RuntimeException e) {
      LOG.warn("{} cannot take a message: {}", convention.name(), e.toString());
      return List.of();
    }
  }

  private static List<Outgoing> outgoing(List<Publication> publications) {
    return publications.stream().map(Outgoing::of).toList();
  }
}
