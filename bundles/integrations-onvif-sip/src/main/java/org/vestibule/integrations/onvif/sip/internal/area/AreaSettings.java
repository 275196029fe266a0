// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.api.station.Zone;

/** Reads the areas of a station's configuration; keys are those of {@link AreaForm}. */
public final class AreaSettings {
  /** The keys that are read here. */
  public static final List<String> KEYS = List.of("masks", "zones");

  private static final int MOST = 8;
  private static final int MOST_TEXT = 4096;

  /** A smaller one has too few cells for the eye that looks for movement. */
  private static final double LEAST_ZONE = 0.005;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
  private static final Pattern CORNER =
      Pattern.compile("([01](?:\\.\\d{1,9})?),([01](?:\\.\\d{1,9})?)");
  private static final String RULE =
      "3 to 20 corners X,Y from 0,0 to 1,1, whose edges do not cross, around at least ";
  private static final String MASK = "0.7,0 1,0 1,0.3";
  private static final String ZONE = "entrance: 0.1,0.2 0.9,0.2 0.9,1 0.1,1";

  private AreaSettings() {}

  /**
   * Reads them.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static Areas of(String pid, SettingsReader reader) throws VestibuleException {
    List<Outline> masks = new ArrayList<>();
    for (String part : parts(pid, reader, "masks", MASK)) {
      masks.add(mask(pid, masks.size() + 1, part));
    }
    List<Zone> zones = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String part : parts(pid, reader, "zones", ZONE)) {
      zones.add(zone(pid, names, part));
    }
    return new Areas(masks, zones);
  }

  private static List<String> parts(String pid, SettingsReader reader, String key, String example)
      throws VestibuleException {
    List<String> parts =
        Arrays.stream(reader.text(key, MOST_TEXT, "").split(";"))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.size() > MOST) {
      throw invalid(pid, key, parts.size() + " " + key, "up to " + MOST, example);
    }
    return parts;
  }

  private static Outline mask(String pid, int number, String part) throws VestibuleException {
    try {
      return outline(part);
    } catch (IllegalArgumentException e) {
      throw invalid(
          pid,
          "masks",
          "mask " + number + " has " + e.getMessage(),
          RULE + part(Outline.LEAST_AREA),
          MASK);
    }
  }

  private static Zone zone(String pid, Set<String> names, String part) throws VestibuleException {
    int colon = part.indexOf(':');
    String name = colon < 0 ? "" : part.substring(0, colon).strip();
    if (!NAME.matcher(name).matches() || !names.add(name.toLowerCase(Locale.ROOT))) {
      throw invalid(
          pid,
          "zones",
          "'" + part + "'",
          "NAME: and corners; each name once, up to 40 letters, digits, blanks and . _ -",
          ZONE);
    }
    try {
      Outline outline = outline(part.substring(colon + 1));
      if (outline.area() < LEAST_ZONE) {
        throw new IllegalArgumentException("an area of " + part(outline.area()));
      }
      return new Zone(name, outline);
    } catch (IllegalArgumentException e) {
      throw invalid(
          pid, "zones", "zone " + name + " has " + e.getMessage(), RULE + part(LEAST_ZONE), ZONE);
    }
  }

  private static Outline outline(String text) {
    List<Corner> corners = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      var pair = CORNER.matcher(word);
      if (!pair.matches()) {
        throw new IllegalArgumentException("the corner '" + word + "'");
      }
      corners.add(new Corner(Double.parseDouble(pair.group(1)), Double.parseDouble(pair.group(2))));
    }
    return new Outline(corners);
  }

  private static String part(double share) {
    return String.format(Locale.ROOT, "%.2f %% of the picture", 100 * share);
  }

  private static VestibuleException invalid(
      String pid, String key, String found, String allowed, String example) {
    return SettingsReader.invalid(pid, key, found, allowed, SettingsReader.example(key, example));
  }
}
