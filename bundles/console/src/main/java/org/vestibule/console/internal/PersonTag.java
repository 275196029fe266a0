// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.vestibule.api.people.Person;

/**
 * The tag of one person: it changes with everything that is shown of them, and whoever changes them
 * by it is late only if name, unit or doors are others by then. That they came home meanwhile, or
 * were given a card, is in nobody's way.
 */
final class PersonTag {
  private static final int BYTES = 9;

  private PersonTag() {}

  /**
   * Returns the tag.
   *
   * @param shown all that is shown of them
   */
  static String of(Person person, Map<String, Object> shown) {
    return own(person) + hash(Json.write(shown)) + '"';
  }

  /**
   * Compares what somebody read with what is there.
   *
   * @param given the header {@code If-Match}; null matches whatever is there
   * @throws Problem 412 {@code person-changed}
   */
  static void require(String given, Person now) throws Problem {
    if (given != null
        && Arrays.stream(given.split(","))
            .map(String::strip)
            .noneMatch(each -> each.equals("*") || each.startsWith(own(now)))) {
      throw new Problem(
          412,
          "person-changed",
          "person " + now.id(),
          "somebody else changed them meanwhile",
          "a person as they were read",
          "Look at them again, and change them anew.");
    }
  }

  private static String own(Person person) {
    String doors =
        person.doors().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    String text = String.join("\n", person.id().value(), person.name(), person.unit(), doors);
    return '"' + hash(text.getBytes(StandardCharsets.UTF_8)) + '-';
  }

  private static String hash(byte[] content) {
    return HexFormat.of().formatHex(Sha256.of(content), 0, BYTES);
  }
}
