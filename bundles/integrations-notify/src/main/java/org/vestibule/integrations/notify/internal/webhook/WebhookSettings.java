// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.notify.internal.delivery.Address;
import org.vestibule.integrations.notify.internal.delivery.CommonSettings;
import org.vestibule.integrations.notify.internal.delivery.SecretRef;

/** The configuration in force, checked. Keys and bounds are those of {@link WebhookConfig}. */
record WebhookSettings(
    CommonSettings common,
    URI url,
    SecretRef secret,
    Optional<SecretRef> secretBefore,
    OutboxWish events,
    String building,
    int concurrency) {
  private static final List<String> USUAL = List.of("door/*", "visit/opened", "visit/closed");
  private static final int MOST_TOPICS = 50;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static WebhookSettings of(Map<String, ?> properties) throws VestibuleException {
    List<String> keys =
        new ArrayList<>(
            List.of("url", "secret", "secretBefore", "events", "building", "concurrency"));
    keys.addAll(CommonSettings.KEYS);
    SettingsReader reader = SettingsReader.of(WebhookConfig.PID, properties, keys);
    CommonSettings common = CommonSettings.of(reader, properties, WebhookConfig.PID);
    return new WebhookSettings(
        common,
        url(reader.text("url", 2000, ""), common),
        SecretRef.require(reader, WebhookConfig.PID, "secret"),
        SecretRef.read(reader, WebhookConfig.PID, "secretBefore"),
        new OutboxWish(topics(reader.list("events", MOST_TOPICS, List.of()))),
        reader.name("building", "home", "elm-street"),
        reader.integer("concurrency", 1, 4, 1));
  }

  private static URI url(String text, CommonSettings common) throws VestibuleException {
    Optional<URI> url = Address.read(text, common.allowInsecure(), common.allowPrivate());
    if (url.isEmpty()) {
      // What was typed is not shown: there may be a password in it.
      throw SettingsReader.invalid(
          WebhookConfig.PID,
          "url",
          text.isEmpty() ? "nothing" : "another address (not shown)",
          Address.ALLOWED,
          SettingsReader.example("url", "https://hooks.example.org/vestibule"));
    }
    return url.get();
  }

  private static Set<String> topics(List<String> topics) throws VestibuleException {
    for (String topic : topics) {
      if (!topic.matches("[a-z-]{1,40}/([a-z-]{1,40}|\\*)")) {
        throw SettingsReader.invalid(
            WebhookConfig.PID,
            "events",
            "'" + topic + "'",
            "topics as visit/opened, or door/*",
            SettingsReader.example("events", "door/*, visit/opened, visit/closed"));
      }
    }
    // Nothing written is never everything: a wish without a topic would be.
    return Set.copyOf(topics.isEmpty() ? USUAL : topics);
  }
}
