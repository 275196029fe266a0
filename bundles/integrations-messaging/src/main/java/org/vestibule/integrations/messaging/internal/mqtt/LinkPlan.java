// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.util.List;

/**
 * What one link does. The voices are asked in turn, but for {@link #heard}.
 *
 * @param pid where a person configures it
 * @param voices who speaks on it, in this order
 */
record LinkPlan(String pid, ServerSettings server, List<Voice> voices) {
  /** Listens first and then says what is there; returns when the broker confirmed it. */
  void arrive(Session session) throws IOException, InterruptedException {
    for (Voice voice : voices) {
      if (!voice.subscriptions().isEmpty()) {
        session.client().subscribe(voice.subscriptions());
      }
    }
    for (Voice voice : voices) {
      publish(session, voice.born());
    }
    session.flush();
  }

  /** Lets everybody say what time brought. */
  void tick(Session session) throws IOException, InterruptedException {
    for (Voice voice : voices) {
      publish(session, voice.tick());
    }
  }

  /**
   * Says that this gateway goes on purpose, and goes.
   *
   * @param next what comes now; what has no part in it any longer leaves nothing at the broker
   */
  void leave(Session session, LinkPlan next) throws IOException, InterruptedException {
    for (Voice voice : voices) {
      if (!next.goesOnWith(voice, server)) {
        publish(session, voice.withdrawn());
      }
      publish(session, voice.leaving());
    }
    session.flush();
    session.client().leave();
  }

  /** Passes a message on to whoever listens to its topic; returns at once. */
  void heard(Incoming message, Mailbox mailbox, Runnable renew) {
    for (Voice voice : voices) {
      if (voice.subscriptions().stream().anyMatch(filter -> Filter.of(filter, message.topic()))) {
        voice.heard(message, mailbox, renew);
      }
    }
  }

  /** Whoever listens to the same topics of the same broker takes over what is there. */
  private boolean goesOnWith(Voice voice, ServerSettings before) {
    return server.address().equals(before.address())
        && voices.stream().anyMatch(each -> each.subscriptions().equals(voice.subscriptions()));
  }

  private static void publish(Session session, List<Outgoing> messages)
      throws IOException, InterruptedException {
    for (Outgoing message : messages) {
      session.publish(message);
    }
  }
}
