// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.notify.internal.chat.ChatSettings;
import org.vestibule.integrations.notify.internal.delivery.Address;
import org.vestibule.integrations.notify.internal.delivery.SecretRef;

/**
 * The configuration in force, checked. Keys and bounds are those of {@link SlackConfig}.
 *
 * @param people accounts of this gateway by Slack users
 * @param open whether there is a button that opens the door
 */
record SlackSettings(
    ChatSettings chat,
    Optional<SecretRef> signingSecret,
    Map<String, String> people,
    boolean open,
    Optional<SecretRef> botToken,
    String channel,
    URI api) {
  private static final int MOST_PEOPLE = 200;
  private static final String API = "https://slack.com/api";

  /** Copies. */
  SlackSettings {
    people = Map.copyOf(people);
  }

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static SlackSettings of(Map<String, ?> properties) throws VestibuleException {
    List<String> keys = ChatSettings.keys();
    keys.addAll(List.of("signingSecret", "people", "open", "botToken", "channel", "api"));
    SettingsReader reader = SettingsReader.of(SlackConfig.PID, properties, keys);
    ChatSettings chat = ChatSettings.of(reader, properties, SlackConfig.PID);
    Optional<SecretRef> signing = SecretRef.read(reader, SlackConfig.PID, "signingSecret");
    Map<String, String> people = people(reader.list("people", MOST_PEOPLE, List.of()));
    return new SlackSettings(
        chat,
        signing,
        people,
        open(reader.text("open", 300, "off"), signing.isPresent() && !people.isEmpty()),
        SecretRef.read(reader, SlackConfig.PID, "botToken"),
        channel(reader.text("channel", 300, "")),
        api(reader.text("api", 300, API), chat));
  }

  /** Returns whether messages have buttons that come back here. */
  boolean interactive() {
    return signingSecret.isPresent();
  }

  private static Map<String, String> people(List<String> entries) throws VestibuleException {
    Map<String, String> people = new LinkedHashMap<>();
    for (String entry : entries) {
      String[] pair = entry.split("=", 2);
      boolean good =
          pair.length == 2
              && pair[0].strip().matches(SlackAction.USER)
              && !pair[1].isBlank()
              && pair[1].length() <= 128;
      if (!good || people.put(pair[0].strip(), pair[1].strip()) != null) {
        throw SettingsReader.invalid(
            SlackConfig.PID,
            "people",
            "'" + entry + "'",
            "SLACK-USER=ACCOUNT, each user once",
            SettingsReader.example("people", "U0123ABCD=anna"));
      }
    }
    return people;
  }

  private static boolean open(String word, boolean possible) throws VestibuleException {
    boolean on = word.equals("on");
    if (!on && !word.equals("off") || on && !possible) {
      throw SettingsReader.invalid(
          SlackConfig.PID,
          "open",
          on ? "on without signingSecret and people" : "'" + word + "'",
          "on or off; on only with signingSecret and people",
          SettingsReader.example("open", "off"));
    }
    return on;
  }

  private static String channel(String text) throws VestibuleException {
    if (!text.isEmpty() && !text.matches("[CGD][A-Z0-9]{2,20}")) {
      throw SettingsReader.invalid(
          SlackConfig.PID,
          "channel",
          "'" + text + "'",
          "the id of a channel",
          SettingsReader.example("channel", "C0123ABCD"));
    }
    return text;
  }

  private static URI api(String text, ChatSettings chat) throws VestibuleException {
    boolean inside = chat.common().allowPrivate();
    Optional<URI> api = Address.read(text, chat.common().allowInsecure(), inside);
    if (api.isEmpty()) {
      throw SettingsReader.invalid(
          SlackConfig.PID,
          "api",
          "another address (not shown)",
          Address.ALLOWED,
          SettingsReader.example("api", API));
    }
    return api.get();
  }
}
