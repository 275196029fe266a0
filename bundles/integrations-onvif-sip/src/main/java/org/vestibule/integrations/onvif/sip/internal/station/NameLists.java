// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.List;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** Lists of names in configurations, each name checked. */
public final class NameLists {
  private static final Pattern UNIT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/*#+-]{0,39}");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~*#+-]{1,64}");
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");

  private NameLists() {}

  /**
   * Reads the key {@code units}: flats and offices, as the house numbers them.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static List<String> units(String pid, SettingsReader reader, int most)
      throws VestibuleException {
    String allowed = "up to 40 letters, digits, blanks and . _ / * # + - each";
    return checked(pid, reader, "units", most, List.of(), UNIT, allowed);
  }

  /**
   * Reads users of phones, or what a panel dials.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static List<String> users(
      String pid, SettingsReader reader, String key, int most, List<String> fallback)
      throws VestibuleException {
    String allowed = "up to 64 letters, digits and . _ ~ * # + - each";
    return checked(pid, reader, key, most, fallback, USER, allowed);
  }

  /**
   * Reads ids.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static List<String> ids(String pid, SettingsReader reader, String key, int most)
      throws VestibuleException {
    return checked(pid, reader, key, most, List.of(), ID, "1 to 63 of a-z, 0-9 and '-' each");
  }

  private static List<String> checked(
      String pid,
      SettingsReader reader,
      String key,
      int most,
      List<String> fallback,
      Pattern form,
      String allowed)
      throws VestibuleException {
    List<String> names = reader.list(key, most, fallback);
    for (String name : names) {
      if (!form.matcher(name).matches()) {
        throw SettingsReader.invalid(
            pid, key, "'" + name + "'", allowed, SettingsReader.example(key, "11, 12"));
      }
    }
    return names;
  }
}
