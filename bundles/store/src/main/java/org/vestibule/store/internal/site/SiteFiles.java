// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.privacy.DataKind;

/**
 * Reads the data files that lie beside this class. They belong to the bundle, so that a broken one
 * is a broken build: everything wrong with them is an {@link IllegalStateException}.
 */
final class SiteFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SiteFiles() {}

  /** Returns every profile, in the order of the file. */
  static List<Profile> profiles() {
    List<Profile> profiles = new ArrayList<>();
    for (JsonNode each : read("profiles.json").required("profiles")) {
      profiles.add(profile(each));
    }
    return List.copyOf(profiles);
  }

  /** Returns every law. */
  static List<Regulation> regulations() {
    List<Regulation> laws = new ArrayList<>();
    for (JsonNode each : read("regulations.json").required("regulations")) {
      JsonNode applies = each.required("applies");
      laws.add(
          new Regulation(
              text(each, "id"),
              text(each, "title"),
              applies.isNull() ? Optional.empty() : Optional.of(LocalDate.parse(applies.asText())),
              text(each, "source"),
              LocalDate.parse(text(each, "asOf"))));
    }
    return List.copyOf(laws);
  }

  private static Profile profile(JsonNode file) {
    Map<DataKind, Duration> retention = new EnumMap<>(DataKind.class);
    for (DataKind kind : DataKind.values()) {
      retention.put(kind, duration(file.required("retention"), kind.label()));
    }
    SiteProfile law =
        new SiteProfile(
            text(file, "name"),
            text(file, "title"),
            channels(file.required("releaseChannels")),
            kinds(file.required("refused")),
            retention,
            duration(file, "inactivity"),
            duration(file, "erasureDelay"),
            new TreeSet<>(texts(file, "regulations")));
    return new Profile(
        law,
        duration(file, "audit"),
        duration(file, "auditAtLeast"),
        duration(file, "backups"),
        file.required("releaseBeforeCapture").asBoolean(),
        texts(file, "texts"));
  }

  private static Set<DataKind> kinds(JsonNode labels) {
    Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
    labels.forEach(label -> kinds.add(DataKind.of(label.asText()).orElseThrow()));
    return kinds;
  }

  private static Set<ConsentWish.Channel> channels(JsonNode labels) {
    Set<ConsentWish.Channel> channels = EnumSet.noneOf(ConsentWish.Channel.class);
    labels.forEach(label -> channels.add(Channels.of(label.asText()).orElseThrow()));
    return channels;
  }

  private static List<String> texts(JsonNode file, String field) {
    List<String> texts = new ArrayList<>();
    file.required(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Duration duration(JsonNode file, String field) {
    return Duration.parse(text(file, field));
  }

  private static String text(JsonNode file, String field) {
    return file.required(field).asText();
  }

  /** Reads a JSON file of this package. */
  static JsonNode read(String name) {
    try (InputStream in = SiteFiles.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }
}
