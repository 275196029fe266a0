// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.DoorKeys;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings.Cards;

/** Reads what every head-end's configuration has in common. Used by one thread. */
public final class HeadEndForm {
  /** The keys of every head-end's configuration. */
  public static final List<String> KEYS =
      List.of(
          "name",
          "url",
          "allowPlain",
          "username",
          "passwordFile",
          "caFile",
          "answerMillis",
          "patienceSeconds",
          "doors",
          "doorCommands",
          "sync",
          "syncMinutes",
          "cacheHours",
          "personField",
          "panel",
          "cardFormat",
          "cardType",
          "facility");

  /** Who says which card is whose without a head-end. */
  private static final Set<String> NOT_A_SOURCE = Set.of(Credentials.BY_HAND, "table");

  private static final int MOST_DOORS = 256;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");

  private final SettingsReader reader;
  private final String pid;
  private final DoorKey key;

  /**
   * What a head-end calls a door.
   *
   * @param form what it must look like
   * @param example one that does
   * @param url an example of the head-end's address
   * @param personField an example of the field with our person's id
   */
  public record DoorKey(Pattern form, String example, String url, String personField) {}

  /**
   * @param pid the factory configuration's name
   */
  public HeadEndForm(SettingsReader reader, String pid, DoorKey key) {
    this.reader = reader;
    this.pid = pid;
    this.key = key;
  }

  /**
   * Reads the common part of a configuration.
   *
   * @param defaultName the name where none is set
   * @throws VestibuleException {@code configuration-invalid}
   */
  public HeadEndSettings read(String defaultName) throws VestibuleException {
    return new HeadEndSettings(
        name(defaultName),
        address(required("url", 300, key.url()), reader.flag("allowPlain", false)),
        required("username", 128, "vestibule"),
        passwordFile(defaultName),
        reader.path("caFile", 4096),
        Duration.ofMillis(reader.integer("answerMillis", 200, 30_000, 1500)),
        Duration.ofSeconds(reader.integer("patienceSeconds", 1, 120, 30)),
        DoorKeys.of(
            pid,
            reader.list("doors", MOST_DOORS, List.of()),
            key.form().asMatchPredicate(),
            "what it calls the door, for example " + key.example(),
            key.example()),
        onOff("doorCommands", true),
        cards());
  }

  private String name(String defaultName) throws VestibuleException {
    String name = reader.name("name", defaultName, defaultName);
    if (NOT_A_SOURCE.contains(name)) {
      throw SettingsReader.invalid(
          pid,
          "name",
          "'" + name + "', which is no head-end",
          "a name of its own",
          SettingsReader.example("name", defaultName));
    }
    return name;
  }

  private Path passwordFile(String defaultName) throws VestibuleException {
    required("passwordFile", 4096, "/etc/vestibule/" + defaultName);
    return reader.path("passwordFile", 4096).orElseThrow();
  }

  /** Reads {@code on} or {@code off}. */
  public boolean onOff(String key, boolean fallback) throws VestibuleException {
    String text = reader.text(key, 20, fallback ? "on" : "off");
    if (!text.equals("on") && !text.equals("off")) {
      throw SettingsReader.invalid(
          pid, key, "'" + text + "'", "on or off", SettingsReader.example(key, "on"));
    }
    return text.equals("on");
  }

  /** Reads a text that must be there. */
  public String required(String key, int most, String example) throws VestibuleException {
    String text = reader.text(key, most, "");
    if (text.isEmpty()) {
      throw SettingsReader.invalid(
          pid, key, "nothing", "a value", SettingsReader.example(key, example));
    }
    return text;
  }

  private Optional<Cards> cards() throws VestibuleException {
    Cards cards =
        new Cards(
            Duration.ofMinutes(reader.integer("syncMinutes", 1, 1440, 15)),
            Duration.ofHours(reader.integer("cacheHours", 1, 720, 24)),
            reader.text("personField", 64, ""),
            reader.name("panel", Credentials.ANY_PANEL, Credentials.ANY_PANEL),
            reader.name("cardFormat", "h10301", "h10301"),
            reader.text("cardType", 64, ""),
            reader.integer("facility", 0, 4_194_303, 0));
    if (!onOff("sync", false)) {
      return Optional.empty();
    }
    // Never by name: two people may share one, and a name can be corrected.
    if (!cards.personField().matches("[A-Za-z0-9_]+")) {
      throw SettingsReader.invalid(
          pid,
          "personField",
          cards.personField().isEmpty() ? "nothing" : "'" + cards.personField() + "'",
          "the field of the head-end that holds our person's id",
          SettingsReader.example("personField", key.personField()));
    }
    if (cards.cache().compareTo(cards.every()) <= 0) {
      throw SettingsReader.invalid(
          pid,
          "cacheHours",
          cards.cache().toHours() + " h",
          "longer than syncMinutes",
          SettingsReader.example("cacheHours", "24"));
    }
    return Optional.of(cards);
  }

  private URI address(String text, boolean allowPlain) throws VestibuleException {
    URI uri;
    try {
      uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw noAddress("no address");
    }
    boolean plain = "http".equals(uri.getScheme());
    if ((!plain && !"https".equals(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw noAddress("no plain http or https address");
    }
    if (plain && !allowPlain && !LOOPBACK.matcher(uri.getHost()).matches()) {
      throw SettingsReader.invalid(
          pid,
          "url",
          "http to " + uri.getHost(),
          "https, or http to this machine",
          "Use https with caFile, or set allowPlain = true if the network is yours alone.");
    }
    return uri;
  }

  private VestibuleException noAddress(String found) {
    return SettingsReader.invalid(
        pid,
        "url",
        found,
        "https://HOST[:PORT], without user, query or fragment",
        SettingsReader.example("url", "https://head-end.example"));
  }
}
