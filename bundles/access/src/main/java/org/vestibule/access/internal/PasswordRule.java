// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;

/**
 * Which passwords are taken (NIST SP 800-63B-4, section 3.1.1.2): by length, against a list of
 * common ones and against the context, without rules on their composition. No copy of the password
 * is left in memory. Thread-safe.
 */
final class PasswordRule {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final int FEWEST_DIFFERENT = 5;

  private final Set<String> common = common();

  /**
   * Checks a new password.
   *
   * @throws VestibuleException {@code password-weak}
   */
  void check(String account, char[] password) throws VestibuleException {
    int characters = Character.codePointCount(password, 0, password.length);
    if (characters < SHORTEST || password.length > LONGEST) {
      throw Refusals.passwordWeak(characters + " characters");
    }
    if (CharBuffer.wrap(password).chars().distinct().count() < FEWEST_DIFFERENT) {
      throw Refusals.passwordWeak("fewer than " + FEWEST_DIFFERENT + " different characters");
    }
    if (runs(password)) {
      throw Refusals.passwordWeak("a row of characters that follow each other");
    }
    char[] plain = plain(password);
    try {
      if (contains(plain, plain(account.toCharArray()))) {
        throw Refusals.passwordWeak("the account's name is in it");
      }
      if (isCommon(password, plain)) {
        throw Refusals.passwordWeak("a common password, or one with a few characters around it");
      }
    } finally {
      Arrays.fill(plain, '\0');
    }
  }

  /** Whether three quarters of it or more only go on by one step, up or down, as 123456 does. */
  private static boolean runs(char[] password) {
    int steps = 0;
    for (int i = 1; i < password.length; i++) {
      steps += Math.abs(password[i] - password[i - 1]) == 1 ? 1 : 0;
    }
    return steps * 4 >= (password.length - 1) * 3;
  }

  /** Whether it is nothing but common words, once or repeated, and what people put around them. */
  private boolean isCommon(char[] password, char[] plain) {
    char[] rest = plain.clone();
    try {
      for (String word : common) {
        char[] letters = word.toCharArray();
        for (int at = 0; at + letters.length <= rest.length; at++) {
          if (Arrays.equals(rest, at, at + letters.length, letters, 0, letters.length)) {
            Arrays.fill(rest, at, at + letters.length, ' ');
          }
        }
      }
      int left = 0;
      for (int i = 0; i < rest.length; i++) {
        left += rest[i] != ' ' && Character.isLetter(password[i]) ? 1 : 0;
      }
      boolean found = !Arrays.equals(rest, plain);
      return found && left < FEWEST_DIFFERENT;
    } finally {
      Arrays.fill(rest, '\0');
    }
  }

  private static boolean contains(char[] text, char[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  /** Lower case, with the digits and signs that stand for letters turned back. */
  private static char[] plain(char[] password) {
    char[] plain = new char[password.length];
    for (int i = 0; i < password.length; i++) {
      int sign = "0134578@$!+".indexOf(password[i]);
      plain[i] = sign < 0 ? Character.toLowerCase(password[i]) : "oleastbasit".charAt(sign);
    }
    return plain;
  }

  /** The longest first, so that a word inside another does not break it up. */
  private static Set<String> common() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PasswordRule.class.getResourceAsStream("common-passwords.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> new String(plain(line.strip().toCharArray())))
          .sorted((one, other) -> Integer.compare(other.length(), one.length()))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
