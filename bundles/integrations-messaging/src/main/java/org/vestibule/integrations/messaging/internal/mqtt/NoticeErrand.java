// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.vestibule.api.notice.Notice;
import org.vestibule.messages.CloudEvent;
import org.vestibule.messages.Form;
import org.vestibule.messages.HouseEvents;

/** Tells a notice, once, unless whoever called for it has given up. Thread-safe. */
final class NoticeErrand implements Errand {
  private final Outgoing message;
  private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();

  NoticeErrand(Notice notice, MqttSettings settings) {
    String id = UUID.randomUUID().toString();
    List<Outgoing.Choice> choices = new ArrayList<>();
    for (Form form : HouseEvents.forms(notice, id, Instant.now(), settings.building())) {
      choices.add(new Outgoing.Choice(form.classes(), form.event()::json));
    }
    message =
        new Outgoing(
            settings.topic("notice"),
            choices,
            1,
            false,
            Optional.of(CloudEvent.JSON),
            Map.of("id", id, "visit", notice.visit().value()),
            Optional.empty());
  }

  /** Completes with whether it was sent, once the broker has it; never when it broke before. */
  CompletableFuture<Boolean> arrived() {
    return arrived;
  }

  @Override
  public void run(Session session) throws IOException, InterruptedException {
    // A bell that rings minutes later helps nobody.
    if (arrived.isDone()) {
      return;
    }
    boolean sent =
        session.publish(
            message,
            reason -> {
              if (reason >= 0 && reason < 0x80) {
                arrived.complete(true);
              }
            });
    if (!sent) {
      arrived.complete(false);
    }
  }
}
