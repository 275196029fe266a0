// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings without a default are for the door, the panel, the reader and all the others
 * that a test adds. Whatever is named by an address is not there.
 */
final class Required {
  private static final String NOBODY = "127.0.0.1:9";

  /** A file with enough in its first line for a password. */
  private static final String LONG_LINE = "/proc/version";

  /** A secret that nobody put. */
  private static final String SEALED = "secret:hot";

  private static final Map<String, String> EVERYWHERE =
      Map.of("id", "hot", "name", "hot", "door", "hot", "actuator", "simulated", "station", "hot");

  private static final Map<String, String> AT_AN_ADDRESS =
      Map.of(
          "url", "http://" + NOBODY,
          "username", "hot",
          "passwordFile", "/dev/null",
          "applicationId", "hot",
          "path", "/open",
          "probePath", "/state",
          "line", "tcp:" + NOBODY,
          "address", "tcp:" + NOBODY,
          "doors", "hot=1");

  private static final Map<String, Map<String, String>> BY_FORM =
      Map.ofEntries(
          entry("org.vestibule.onguard", Map.of("doors", "hot=1/1")),
          entry("org.vestibule.cardformat", Map.of("bits", "26", "number", "2-25")),
          entry("org.vestibule.rule", Map.of("doors", "hot")),
          entry("org.vestibule.schedule", Map.of("weekly", "Mon-Fri 08:00-18:00")),
          entry("org.vestibule.zone", Map.of("in", "hot", "out", "hot-out")),
          entry(
              "org.vestibule.sip.phone",
              Map.of("user", "hot", "address", "sip:hot@" + NOBODY, "passwordFile", LONG_LINE)),
          entry("org.vestibule.ringgroup", Map.of("members", "hot")),
          entry("org.vestibule.station.rtsp", Map.of("stream", "rtsp://" + NOBODY + "/hot")),
          entry("org.vestibule.station.sip", Map.of("sip", "hot")),
          entry("org.vestibule.coap.peer", Map.of("key", SEALED)),
          entry("org.vestibule.broker.user", Map.of("user", "hot", "password", SEALED)),
          entry(
              "org.vestibule.webhook",
              Map.of("url", "https://" + NOBODY + "/", "secret", SEALED, "allowPrivate", "true")),
          entry("org.vestibule.slack", Map.of("url", SEALED)),
          entry("org.vestibule.teams", Map.of("url", SEALED)));

  /** Where the largest value fits only beside another one of another setting. */
  private static final Map<String, String> OTHERS =
      Map.of("org.vestibule.media portFirst", "20100", "org.vestibule.sip tlsPort", "0");

  private Required() {}

  /** Returns another value that a setting takes, if one is known. */
  static Optional<String> other(String pid, Form.Setting setting) {
    return Optional.ofNullable(OTHERS.get(pid + " " + setting.key())).or(setting::other);
  }

  /** Returns values for a form; those for which it has no key are left out by whoever uses them. */
  static Map<String, String> of(String pid) {
    Map<String, String> values = new HashMap<>(EVERYWHERE);
    values.putAll(AT_AN_ADDRESS);
    if (pid.startsWith("org.vestibule.osdp")) {
      values.remove("address");
    }
    values.putAll(BY_FORM.getOrDefault(pid, Map.of()));
    return values;
  }
}
