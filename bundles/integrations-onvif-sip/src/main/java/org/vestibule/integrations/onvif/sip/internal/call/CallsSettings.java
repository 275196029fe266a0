// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/**
 * The configuration of calls, checked. Keys, bounds and defaults are those of {@link CallsConfig}.
 *
 * @param keys what each sequence of keys does; none is a part of another
 * @param ring for how long phones without a group ring
 * @param mostRing for how long all groups of a call ring together
 * @param page for how long a call waits for pages when no phone rings
 * @param mostCalls at the same time
 * @param encodings of the sound, the best first
 * @param protection of the sound
 */
public record CallsSettings(
    Map<String, CallKey> keys,
    Duration ring,
    Duration mostRing,
    Duration page,
    int mostCalls,
    List<SoundEncoding> encodings,
    Protection protection) {
  private static final List<String> KEYS =
      Stream.concat(
              Stream.of(CallKey.values()).map(CallKey::setting),
              Stream.of(
                  "ringSeconds",
                  "mostRingSeconds",
                  "pageSeconds",
                  "mostCalls",
                  "encodings",
                  "encryption"))
          .toList();
  private static final Pattern SEQUENCE = Pattern.compile("[0-9*#]{1,8}");
  private static final List<String> ENCODINGS = List.of("opus", "g722", "pcma", "pcmu");

  /** Copies. */
  public CallsSettings {
    keys = Map.copyOf(keys);
    encodings = List.copyOf(encodings);
  }

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static CallsSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(CallsConfig.PID, properties, KEYS);
    return new CallsSettings(
        keys(reader, properties),
        Duration.ofSeconds(reader.integer("ringSeconds", 5, 120, 30)),
        Duration.ofSeconds(reader.integer("mostRingSeconds", 5, 300, 120)),
        Duration.ofSeconds(reader.integer("pageSeconds", 0, 300, 30)),
        reader.integer("mostCalls", 1, 32, 8),
        encodings(reader),
        protection(reader.text("encryption", 10, "offered")));
  }

  /** Returns what to answer to whoever calls. */
  public MediaWish wish() {
    return new MediaWish(encodings, protection);
  }

  /**
   * Returns what to offer to a contact: keys in the SDP are a secret under TLS only.
   *
   * @param uri its SIP address
   */
  public MediaWish wish(String uri) {
    String small = uri.toLowerCase(Locale.ROOT);
    boolean tls = small.startsWith("sips:") || small.contains("transport=tls");
    boolean useless = protection == Protection.OFFERED && !tls;
    return new MediaWish(encodings, useless ? Protection.NONE : protection);
  }

  private static Map<String, CallKey> keys(SettingsReader reader, Map<String, ?> properties)
      throws VestibuleException {
    Map<CallKey, String> wanted = new EnumMap<>(CallKey.class);
    for (CallKey key : CallKey.values()) {
      String usual = properties.containsKey(key.setting()) ? "" : key.usual();
      String sequence = reader.text(key.setting(), 100, usual);
      if (sequence.isEmpty()) {
        continue;
      }
      if (!SEQUENCE.matcher(sequence).matches()) {
        throw refused(key, "'" + sequence + "'", "1 to 8 of 0-9, * and #, or nothing");
      }
      for (Map.Entry<CallKey, String> other : wanted.entrySet()) {
        if (sequence.contains(other.getValue()) || other.getValue().contains(sequence)) {
          throw refused(
              key,
              "'" + sequence + "', which is or has a part of " + other.getKey().setting(),
              "keys of its own");
        }
      }
      wanted.put(key, sequence);
    }
    Map<String, CallKey> keys = new HashMap<>();
    wanted.forEach((key, sequence) -> keys.put(sequence, key));
    return keys;
  }

  private static List<SoundEncoding> encodings(SettingsReader reader) throws VestibuleException {
    List<SoundEncoding> encodings = new ArrayList<>();
    for (String name : reader.list("encodings", ENCODINGS.size(), ENCODINGS)) {
      if (!ENCODINGS.contains(name)) {
        throw invalid("encodings", "'" + name + "'", String.join(", ", ENCODINGS), "g722, pcma");
      }
      encodings.add(SoundEncoding.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    if (encodings.isEmpty()) {
      throw invalid("encodings", "nothing", String.join(", ", ENCODINGS), "g722, pcma");
    }
    return encodings;
  }

  private static Protection protection(String word) throws VestibuleException {
    return switch (word) {
      case "off" -> Protection.NONE;
      case "offered" -> Protection.OFFERED;
      case "required" -> Protection.REQUIRED;
      default ->
          throw invalid("encryption", "'" + word + "'", "off, offered or required", "offered");
    };
  }

  private static VestibuleException refused(CallKey key, String found, String allowed) {
    return invalid(key.setting(), found, allowed, key.usual());
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        CallsConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
