// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked: a profile, and where the site is stricter.
 *
 * @param building what people call it; may be empty
 * @param profile as the settings tightened it
 * @param language of texts that nobody chose
 */
record SiteSettings(String building, Profile profile, String language) {
  static final List<String> LANGUAGES = List.of("de", "en", "es", "fr", "it");
  private static final String DEFAULT_PROFILE = "eu";
  private static final int MAX_NAME = 80;
  private static final int LONGEST_INACTIVITY = 3650;
  private static final List<String> KEYS =
      List.of(
          "building",
          "profile",
          "language",
          "releaseChannels",
          "refused",
          "templateDays",
          "negativeDays",
          "photoDays",
          "transcriptDays",
          "visitDays",
          "utteranceDays",
          "auditDays",
          "backupDays",
          "inactivityDays",
          "erasureDelayDays");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key, an impossible
   *     value, or one that would loosen the profile
   */
  static SiteSettings of(Map<String, ?> properties, List<Profile> profiles)
      throws VestibuleException {
    SettingsReader reader = SettingsReader.of(SiteConfig.PID, properties, KEYS);
    Profile base = chosen(reader.text("profile", 40, DEFAULT_PROFILE), profiles);
    String language = reader.text("language", 16, "en");
    if (!LANGUAGES.contains(language)) {
      throw refused("language", language, "one of " + String.join(", ", LANGUAGES), "en");
    }
    String building = reader.text("building", MAX_NAME, "").strip();
    return new SiteSettings(building, tightened(reader, base), language);
  }

  /** What holds until a configuration could be read. */
  static SiteSettings defaults(List<Profile> profiles) {
    try {
      return of(Map.of(), profiles);
    } catch (VestibuleException e) {
      throw new IllegalStateException("the profiles have no " + DEFAULT_PROFILE, e);
    }
  }

  private static Profile chosen(String name, List<Profile> profiles) throws VestibuleException {
    for (Profile profile : profiles) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    String known = profiles.stream().map(Profile::name).collect(Collectors.joining(", "));
    throw refused("profile", name, "one of " + known, DEFAULT_PROFILE);
  }

  private static Profile tightened(SettingsReader reader, Profile base) throws VestibuleException {
    SiteProfile law = base.law();
    Set<DataKind> refused = refused(reader, law);
    Map<DataKind, Duration> retention = new EnumMap<>(DataKind.class);
    for (DataKind kind : DataKind.values()) {
      Duration most = law.retention().get(kind);
      Duration keep = days(reader, kind.label() + "Days", 1, most, most);
      retention.put(kind, refused.contains(kind) ? Duration.ZERO : keep);
    }
    Duration never = law.inactivity();
    Duration inactivity =
        never.isZero()
            ? days(reader, "inactivityDays", 1, Duration.ofDays(LONGEST_INACTIVITY), never)
            : days(reader, "inactivityDays", 1, never, never);
    SiteProfile tightened =
        new SiteProfile(
            law.name(),
            law.title(),
            channels(reader, law),
            refused,
            retention,
            inactivity,
            days(reader, "erasureDelayDays", 1, law.erasureDelay(), law.erasureDelay()),
            law.regulations());
    int auditLeast = (int) base.auditAtLeast().toDays();
    return new Profile(
        tightened,
        days(reader, "auditDays", auditLeast, base.audit(), base.audit()),
        base.auditAtLeast(),
        days(reader, "backupDays", 1, base.backups(), base.backups()),
        base.releaseBeforeCapture(),
        base.texts());
  }

  private static Duration days(
      SettingsReader reader, String key, int least, Duration most, Duration unset)
      throws VestibuleException {
    int bound = (int) most.toDays();
    int value = reader.integer(key, 0, Integer.MAX_VALUE, 0);
    if (value == 0) {
      return unset;
    }
    if (value < least || value > bound) {
      String allowed =
          bound == 0
              ? "0: the profile keeps none"
              : least + " to " + bound + ", as the profile says, or 0 for " + bound;
      throw refused(key, Integer.toString(value), allowed, Integer.toString(bound));
    }
    return Duration.ofDays(value);
  }

  private static Set<DataKind> refused(SettingsReader reader, SiteProfile law)
      throws VestibuleException {
    Set<DataKind> refused = EnumSet.noneOf(DataKind.class);
    refused.addAll(law.refused());
    for (String label : reader.list("refused", DataKind.values().length, List.of())) {
      String kinds =
          EnumSet.allOf(DataKind.class).stream()
              .map(DataKind::label)
              .collect(Collectors.joining(", "));
      refused.add(
          DataKind.of(label)
              .orElseThrow(() -> refused("refused", label, "some of " + kinds, "transcript")));
    }
    return refused;
  }

  private static Set<Channel> channels(SettingsReader reader, SiteProfile law)
      throws VestibuleException {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    String allowed =
        law.releaseChannels().stream()
            .map(Channel::label)
            .sorted()
            .collect(Collectors.joining(", "));
    for (String label : reader.list("releaseChannels", Channel.values().length, List.of())) {
      channels.add(
          Channels.of(label)
              .filter(law.releaseChannels()::contains)
              .orElseThrow(
                  () ->
                      refused(
                          "releaseChannels",
                          label,
                          "some of " + allowed + " here",
                          "e-signature")));
    }
    return channels.isEmpty() ? law.releaseChannels() : channels;
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        SiteConfig.PID, key, "'" + found + "'", allowed, SettingsReader.example(key, example));
  }
}
