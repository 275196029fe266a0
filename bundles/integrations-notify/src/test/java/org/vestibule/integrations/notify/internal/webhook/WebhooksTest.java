// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Offered;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Until;

/** The webhooks as Configuration Admin makes, changes and removes them. */
@Timeout(180)
class WebhooksTest {
  private final House house = new House(Map.of());
  private final Offered offered = new Offered();
  private final Webhooks webhooks = new Webhooks(offered.context(), house.services);

  @AfterEach
  void stop() {
    webhooks.stop();
  }

  @Test
  void withoutAnyAllIsWell() {
    assertThat(webhooks.status().state()).isEqualTo(State.READY);
    assertThat(webhooks.status().sentence()).isEqualTo("No webhook is configured");
    webhooks.deleted("never there");
  }

  @Test
  void aWrongOneIsToldByItsKeyAndTheOthersGoOn() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      house.secrets.with("hook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
      webhooks.updated("a", settings(receiver, "lift", "attempts", "3"));
      Until.holds(() -> webhooks.status().state() == State.READY, webhooks::status);
      webhooks.updated("b", settings(receiver, "south", "attempts", "0"));
      assertThat(webhooks.status().cause()).isEqualTo(Cause.CONFIGURATION);
      assertThat(webhooks.status().sentence()).contains("attempts", "0");
      assertThat(offered.services).hasSize(2);
      String id = house.outbox.add("door/state", "door/front");
      Until.holds(() -> house.outbox.confirmed("webhook-lift").contains(id), webhooks::status);
      webhooks.updated("b", settings(receiver, "south", "attempts", "3"));
      Until.holds(() -> webhooks.status().state() == State.READY, webhooks::status);
      assertThat(offered.services).as("changed where it is").hasSize(2);
      Until.holds(() -> house.outbox.knows("webhook-south"), webhooks::status);
      webhooks.deleted("b");
      assertThat(offered.services).hasSize(1);
      assertThat(webhooks.status().sentence()).isEqualTo("1 configured");
      assertThat(house.outbox.knows("webhook-south")).as("its configuration is removed").isFalse();
    }
    webhooks.stop();
    assertThat(offered.services).isEmpty();
    assertThat(house.outbox.knows("webhook-lift")).as("it comes again").isTrue();
  }

  @Test
  void aConfigurationThatComesWhileTheBundleEndsLeavesNothingRunning() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      webhooks.stop();
      webhooks.updated("late", settings(receiver, "lift", "attempts", "3"));
      assertThat(offered.services).isEmpty();
      Until.holds(
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(each -> each.getName().equals("vestibule-notify-webhook")),
          webhooks::status);
    }
  }

  private static Dictionary<String, Object> settings(
      Receiver receiver, String id, String key, String value) {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("service.pid", WebhookConfig.PID + "~" + id);
    settings.put("url", receiver.url("/" + id));
    settings.put("secret", "secret:hook");
    settings.put("allowPrivate", "true");
    settings.put(key, value);
    return settings;
  }
}
