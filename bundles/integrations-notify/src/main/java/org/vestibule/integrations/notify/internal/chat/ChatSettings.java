// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
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

/**
 * What every channel of people has.
 *
 * @param url where the secret address is kept
 * @param what what is told, of {@link #ALL}
 * @param consoleUrl the gateway's pages as people reach them, without a slash at the end
 */
public record ChatSettings(
    CommonSettings common,
    SecretRef url,
    String language,
    Set<String> what,
    Optional<URI> consoleUrl) {
  /** Somebody rings. */
  public static final String BELL = "bell";

  /** All that can be told. */
  static final List<String> ALL = List.of(BELL, "alarms", "summaries");

  private static final List<String> KEYS = List.of("url", "language", "what", "consoleUrl");

  /** Returns the keys, with those of {@link CommonSettings}. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(CommonSettings.KEYS);
    return keys;
  }

  /**
   * Reads them.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static ChatSettings of(SettingsReader reader, Map<String, ?> properties, String pid)
      throws VestibuleException {
    return new ChatSettings(
        CommonSettings.of(reader, properties, pid),
        SecretRef.require(reader, pid, "url"),
        oneOf(pid, "language", List.of(reader.text("language", 20, "en")), Texts.LANGUAGES).get(0),
        Set.copyOf(oneOf(pid, "what", reader.list("what", 10, List.of(BELL, "alarms")), ALL)),
        page(reader, pid));
  }

  /**
   * Returns what is read from the outbox: a bell is never read from there, for it is never late.
   */
  public OutboxWish wish() {
    Set<String> topics = new HashSet<>();
    if (what.contains("alarms")) {
      topics.addAll(List.of("door/alarm-raised", "door/alarm-cleared"));
    }
    if (what.contains("summaries")) {
      topics.add("visit/closed");
    }
    if (common.duress() || topics.isEmpty()) {
      // An empty wish would be for everything; the rules leave the alarm out where it is off.
      topics.add(CommonSettings.DURESS);
    }
    return new OutboxWish(topics);
  }

  /** Returns the address of one of the gateway's pages. */
  public Optional<String> page(String path) {
    return consoleUrl.map(root -> root + path);
  }

  private static List<String> oneOf(
      String pid, String key, List<String> values, List<String> allowed) throws VestibuleException {
    for (String value : values) {
      if (!allowed.contains(value)) {
        throw SettingsReader.invalid(
            pid,
            key,
            "'" + value + "'",
            String.join(", ", allowed),
            SettingsReader.example(key, allowed.get(0)));
      }
    }
    return values;
  }

  private static Optional<URI> page(SettingsReader reader, String pid) throws VestibuleException {
    String text = reader.text("consoleUrl", 300, "").replaceAll("/+$", "");
    Optional<URI> page = Address.read(text, true, true).filter(uri -> uri.getRawQuery() == null);
    if (!text.isEmpty() && page.isEmpty()) {
      throw SettingsReader.invalid(
          pid,
          "consoleUrl",
          "another address (not shown)",
          "https://HOST:PORT",
          SettingsReader.example("consoleUrl", "https://gateway.example:8443"));
    }
    return page;
  }
}
