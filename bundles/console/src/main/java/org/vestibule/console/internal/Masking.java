// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a sentence whatever may be about somebody or open something. It keeps what it knows
 * to be harmless and masks all else: plain small words, short numbers, names of classes and of the
 * house's own parts stay; names, codes, tokens, addresses and whatever stands in quotes go.
 */
final class Masking {
  static final String MASK = "[removed]";

  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*\"|'[^']*'|\u201e[^\u201c]*\u201c|\u201c[^\u201d]*\u201d");

  /** Digits in groups, as a telephone number is written. */
  private static final Pattern GROUPS = Pattern.compile("\\+?[0-9][0-9 ()/-]{5,}[0-9]");

  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}@._:/+=~%#$&*!?\\\\-]+");
  private static final Pattern TAIL = Pattern.compile("[.:!?]+$");
  private static final Pattern SMALL_WORDS = Pattern.compile("[a-z]{1,16}(-[a-z]{1,16}){0,3}");
  private static final Pattern SHORT_NUMBER =
      Pattern.compile("[0-9]{1,3}([.,][0-9]{1,3})?(%|ms|s|min|h|B|KiB|MiB|GiB|KB|MB|GB)?");
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(java|javax|jakarta|org\\.vestibule|org\\.osgi|org\\.apache)(\\.[a-z0-9]+)+\\.[A-Z][A-Za-z]*");
  private static final Pattern OWN_NAME = Pattern.compile("org\\.vestibule(\\.[a-z-]+)+");
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");
  private static final Set<String> KNOWN =
      Set.of(
          ("The What No An A Not Nothing Nobody Whoever Whether Configuration Station Reader Door Doors Camera Module"
                  + " Model Models Panel Phone Relay Record Listener Lease Keys Key Free Face Could Cannot Visit"
                  + " Threads Stopped Started Starting Request Memory Events Connected Closed Cards Calls Call"
                  + " Actuator Accounts Broker Bundle Works Waits Caused Page REST HTTP HTTPS MQTT CoAP TLS SIP RTSP"
                  + " ONVIF OSDP JSON DNS UDP TCP URL READY STARTING DEGRADED UNAVAILABLE STOPPED Start It This Last")
              .split(" "));
  private static final Set<String> ANNOUNCING =
      Set.of(
          ("password passphrase secret token key code pin bearer basic authorization user username account person"
                  + " resident visitor name host address phone number card mail session cookie")
              .split(" "));
  private static final Set<String> BETWEEN =
      Set.of("is", "was", "of", "the", "by", "for", "=", ":");

  private final Set<String> names = new HashSet<>();

  /**
   * @param names of whoever is known to the house, which are masked however they are written
   * @param texts what people wrote, such as labels and titles: their words are masked too, but for
   *     those of which the house makes its own sentences
   */
  Masking(Iterable<String> names, Iterable<String> texts) {
    for (String text : texts) {
      this.names.addAll(words(text));
    }
    Stream.of(KNOWN, ANNOUNCING, BETWEEN)
        .flatMap(Set::stream)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .forEach(this.names::remove);
    for (String name : names) {
      this.names.addAll(words(name));
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (word.group().length() > 1) {
        words.add(word.group().toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  /** Returns the sentence without what may be about somebody. */
  String sentence(String text) {
    String unquoted = QUOTED.matcher(text).replaceAll(" " + MASK + " ");
    Matcher token = TOKEN.matcher(GROUPS.matcher(unquoted).replaceAll(MASK));
    StringBuilder clean = new StringBuilder();
    boolean announced = false;
    while (token.find()) {
      String word = TAIL.matcher(token.group()).replaceAll("");
      String small = word.toLowerCase(Locale.ROOT);
      boolean between = BETWEEN.contains(small) || small.isEmpty();
      boolean keep = between || (!announced && harmless(word)) || word.equals("removed");
      announced = between ? announced : ANNOUNCING.contains(small);
      token.appendReplacement(clean, Matcher.quoteReplacement(keep ? token.group() : MASK));
    }
    token.appendTail(clean);
    return clean.toString().replace("[[removed]]", MASK);
  }

  private boolean harmless(String word) {
    if (words(word).stream().anyMatch(names::contains)) {
      return false;
    }
    return KNOWN.contains(word)
        || SMALL_WORDS.matcher(word).matches()
        || SHORT_NUMBER.matcher(word).matches()
        || CLASS_NAME.matcher(word).matches()
        || OWN_NAME.matcher(word).matches();
  }

  /** Returns a text of the house's own making with known names alone taken out. */
  String names(String text) {
    return WORD.matcher(text)
        .replaceAll(
            word ->
                names.contains(word.group().toLowerCase(Locale.ROOT))
                    ? Matcher.quoteReplacement(MASK)
                    : Matcher.quoteReplacement(word.group()));
  }
}
