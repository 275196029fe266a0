// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.Locale;
import org.vestibule.api.Identifier;

/**
 * For whom a rule is: {@code everyone}, {@code unit:1?}, {@code group:cleaners} or {@code
 * person:p-1}. The first two go no further than the doors that each person has been given; who is
 * named, alone or by a group, may pass the rule's doors whatever their own are.
 *
 * @param kind how they are named
 * @param name the unit, in which {@code ?} is one and {@code *} any number of characters, the group
 *     or the person
 */
public record Who(Kind kind, String name) {
  private static final int LONGEST_UNIT = 40;

  /** How people are named. */
  public enum Kind {
    EVERYONE,
    UNIT,
    GROUP,
    PERSON
  }

  /** Reads it as it is configured; what it refuses says why. */
  public static Who of(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String name = colon < 0 ? "" : text.substring(colon + 1).strip();
    return switch (kind) {
      case "everyone" -> {
        if (colon >= 0) {
          throw refused(text);
        }
        yield new Who(Kind.EVERYONE, "");
      }
      case "unit" -> {
        if (name.isEmpty() || name.length() > LONGEST_UNIT) {
          throw refused(text);
        }
        yield new Who(Kind.UNIT, name);
      }
      case "group" -> new Who(Kind.GROUP, identifier(text, name));
      case "person" -> new Who(Kind.PERSON, identifier(text, name));
      default -> throw refused(text);
    };
  }

  /** Returns whether somebody is among them. */
  public boolean means(Subject subject) {
    return switch (kind) {
      case EVERYONE -> true;
      case UNIT -> like(name, subject.person().unit().strip());
      case GROUP -> subject.groups().contains(name);
      case PERSON -> subject.person().id().value().equals(name);
    };
  }

  /** Returns whether it gives doors beyond those that a person has. */
  public boolean names() {
    return kind == Kind.GROUP || kind == Kind.PERSON;
  }

  /** Compares without regard to case, in time that grows with the product of the two lengths. */
  private static boolean like(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int after = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = t;
      } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++after;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char pattern, char text) {
    return pattern == '?' || Character.toLowerCase(pattern) == Character.toLowerCase(text);
  }

  private static String identifier(String text, String name) {
    try {
      return Identifier.require("name", name);
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new IllegalArgumentException("'" + shown + "' names nobody");
  }

  @Override
  public String toString() {
    return kind == Kind.EVERYONE ? "everyone" : kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }
}
