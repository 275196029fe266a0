// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.PasswordFile;
import org.vestibule.integrations.onvif.sip.internal.station.NameLists;

/**
 * One phone's configuration, checked. Keys and defaults are those of {@link SipPhoneConfig}.
 *
 * @param passwordFile empty where it neither registers nor calls
 * @param algorithms that it is challenged with
 * @param address where it is, for one that does not register
 */
record PhoneSettings(
    SipPhone phone,
    Optional<Path> passwordFile,
    List<String> algorithms,
    Optional<PhoneAddress> address) {
  private static final List<String> KEYS =
      List.of(
          "user",
          "title",
          "passwordFile",
          "digest",
          "station",
          "person",
          "units",
          "opens",
          "address");

  private static final int SHORTEST_PASSWORD = 8;
  private static final Map<String, List<String>> DIGESTS =
      Map.of(
          "md5", List.of(PhoneSecret.MD5),
          "sha-256", List.of(PhoneSecret.SHA_256),
          "any", List.of(PhoneSecret.SHA_256, PhoneSecret.MD5));

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static PhoneSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(SipPhoneConfig.PID, properties, KEYS);
    String user = reader.text("user", 64, "");
    if (!user.matches("[A-Za-z0-9._~+-]+") || user.equals(Calls.SELF)) {
      throw refused("user", "no user", "letters, digits, '.', '-', not 'house'", "flat4");
    }
    String digest = reader.text("digest", 16, "md5");
    if (!DIGESTS.containsKey(digest)) {
      throw refused("digest", "'" + digest + "'", "md5, sha-256 or any", "md5");
    }
    String written = reader.text("address", 400, "");
    Optional<PhoneAddress> address = PhoneAddress.of(written);
    if (!written.isEmpty() && address.isEmpty()) {
      throw refused("address", "no address", "sip:USER@ADDRESS:PORT", "sip:200@192.0.2.10:5060");
    }
    Optional<Path> file = reader.path("passwordFile", 4096);
    if (file.isEmpty() && address.isEmpty()) {
      throw refused("passwordFile", "nothing", "a file, or an address", "/etc/vestibule/flat4");
    }
    if (file.isPresent()) {
      Arrays.fill(password(file.get()), (byte) 0);
    }
    return new PhoneSettings(phone(reader, user), file, DIGESTS.get(digest), address);
  }

  private static SipPhone phone(SettingsReader reader, String user) throws VestibuleException {
    String station = reader.name("station", "", "front");
    String person = reader.name("person", "", "amina");
    List<String> units = NameLists.units(SipPhoneConfig.PID, reader, 64);
    return new SipPhone(
        user,
        reader.text("title", 80, user),
        station.isEmpty() ? Optional.empty() : Optional.of(new StationId(station)),
        person.isEmpty() ? Optional.empty() : Optional.of(new PersonId(person)),
        Set.copyOf(units),
        reader.flag("opens", false));
  }

  /**
   * Makes the entry for a realm.
   *
   * @throws VestibuleException {@code configuration-invalid} where its password cannot be read
   */
  PhoneEntry entry(String realm) throws VestibuleException {
    Optional<PhoneSecret> secret = Optional.empty();
    if (passwordFile.isPresent()) {
      byte[] password = password(passwordFile.get());
      secret = Optional.of(new PhoneSecret(phone.user(), realm, password));
      Arrays.fill(password, (byte) 0);
    }
    return new PhoneEntry(phone, secret, algorithms, address);
  }

  private static byte[] password(Path file) throws VestibuleException {
    try {
      byte[] read = PasswordFile.firstLine(file);
      if (read.length >= SHORTEST_PASSWORD) {
        return read;
      }
      Arrays.fill(read, (byte) 0);
    } catch (IOException e) {
      throw refused("passwordFile", "a file that cannot be read", "a file", "/etc/vestibule/flat4");
    }
    throw refused(
        "passwordFile",
        "a shorter password",
        "at least " + SHORTEST_PASSWORD + " characters in the first line",
        "/etc/vestibule/flat4");
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        SipPhoneConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
