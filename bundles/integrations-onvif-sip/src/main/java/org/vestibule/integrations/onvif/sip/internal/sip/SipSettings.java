// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration of SIP, checked. Keys and defaults are those of {@link SipConfig}.
 *
 * @param realm what passwords belong to
 * @param outside the account at a registrar of somebody else
 * @param mostCalls at a time
 * @param longestCall after which a call is ended
 */
record SipSettings(
    Listening listening,
    String realm,
    Optional<OutsideAccount> outside,
    int mostCalls,
    Duration longestCall) {
  private static final List<String> KEYS =
      List.of(
          "address",
          "port",
          "tlsPort",
          "certificateFile",
          "certificatePasswordFile",
          "trustedFile",
          "realm",
          "registrar",
          "registrarUser",
          "registrarPasswordFile",
          "registrarExpirySeconds",
          "calls",
          "callSeconds",
          "messageBytes",
          "messagesPerSecond");

  private static final int LONGEST_PATH = 4096;
  private static final String USER = "[A-Za-z0-9._~+-]{1,64}";

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static SipSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(SipConfig.PID, properties, KEYS);
    String realm = reader.text("realm", 64, "vestibule");
    if (!realm.matches("[A-Za-z0-9._ -]+")) {
      throw refused(
          "realm", "a sign that phones do not take", "letters, digits, '.', '-'", "house");
    }
    return new SipSettings(
        listening(reader),
        realm,
        outside(reader),
        reader.integer("calls", 1, 200, 32),
        Duration.ofSeconds(reader.integer("callSeconds", 10, 7200, 600)));
  }

  private static Listening listening(SettingsReader reader) throws VestibuleException {
    InetAddress address = address(reader.text("address", 64, "127.0.0.1"));
    int port = reader.integer("port", 1, 65_535, 5060);
    int tls = reader.integer("tlsPort", 0, 65_535, 0);
    Optional<Path> certificate = reader.path("certificateFile", LONGEST_PATH);
    if (tls > 0 && certificate.isEmpty()) {
      throw refused("certificateFile", "nothing, with a tlsPort", "a PKCS#12 file", "/etc/sip.p12");
    }
    if (tls == port) {
      throw refused("tlsPort", "the same as port", "another port", "5061");
    }
    return new Listening(
        address,
        port,
        tls,
        certificate,
        reader.path("certificatePasswordFile", LONGEST_PATH),
        reader.path("trustedFile", LONGEST_PATH),
        reader.integer("messageBytes", 4096, 65_535, 16_384),
        reader.integer("messagesPerSecond", 5, 1000, 50));
  }

  private static InetAddress address(String text) throws VestibuleException {
    try {
      if (text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        InetAddress address = InetAddress.getByName(text);
        if (!address.isAnyLocalAddress()) {
          return address;
        }
      }
    } catch (UnknownHostException e) {
      // Refused below, with the same words as a name.
    }
    throw refused(
        "address",
        "'" + text + "'",
        "one address of this machine as a number, for phones are told it",
        "192.0.2.1");
  }

  private static Optional<OutsideAccount> outside(SettingsReader reader) throws VestibuleException {
    String registrar = reader.text("registrar", 300, "");
    String user = reader.text("registrarUser", 64, "");
    Optional<Path> password = reader.path("registrarPasswordFile", LONGEST_PATH);
    int expiry = reader.integer("registrarExpirySeconds", 60, 3600, 300);
    if (registrar.isEmpty()) {
      return Optional.empty();
    }
    Optional<PhoneAddress> where = PhoneAddress.of(registrar).filter(each -> each.user().isEmpty());
    if (where.isEmpty()) {
      throw refused(
          "registrar", "no address", "HOST, HOST:PORT, with ;transport=tcp or tls", "pbx.example");
    } else if (!user.matches(USER)) {
      throw refused("registrarUser", "no user", "the account's name", "door1");
    } else if (password.isEmpty()) {
      throw refused("registrarPasswordFile", "nothing", "a file", "/etc/vestibule/pbx.password");
    } else if (where.get().transport().equals("tls")
        && reader.integer("tlsPort", 0, 65_535, 0) == 0) {
      throw refused("tlsPort", "0, with a registrar by TLS", "the port for TLS", "5061");
    }
    return Optional.of(
        new OutsideAccount(where.get(), user, password.get(), Duration.ofSeconds(expiry)));
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        SipConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
