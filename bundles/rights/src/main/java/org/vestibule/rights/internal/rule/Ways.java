// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.door.EntryMethod;

/** Ways in: sets of methods of which each is enough when all of it is shown. Pure. */
public final class Ways {
  /** What counts at a door for which nothing is configured. */
  static final List<Set<EntryMethod>> USUAL =
      Stream.of(
              EntryMethod.FACE,
              EntryMethod.CARD,
              EntryMethod.PHONE,
              EntryMethod.PASS,
              EntryMethod.HUMAN)
          .map(Set::of)
          .toList();

  private static final Set<EntryMethod> PASS = Set.of(EntryMethod.PASS);
  private static final int MOST = 32;

  private Ways() {}

  /**
   * Reads them: divided by {@code ;} or commas, the parts of one joined by {@code +}; {@code 2 of
   * face,code,card} is each pair of the three.
   */
  public static List<Set<EntryMethod>> of(String text) {
    Set<Set<EntryMethod>> ways = new LinkedHashSet<>();
    for (String part : text.split(";")) {
      String[] halves = part.strip().split("\\s+of\\s+", -1);
      if (halves.length == 2) {
        ways.addAll(some(halves[0], methods(halves[1], ",")));
      } else {
        for (String way : part.split(",")) {
          if (!way.isBlank()) {
            ways.add(methods(way, "\\+"));
          }
        }
      }
      if (ways.size() > MOST) {
        throw new IllegalArgumentException("more than " + MOST + " ways");
      }
    }
    for (Set<EntryMethod> way : ways) {
      if (way.contains(EntryMethod.PASS) && way.size() > 1) {
        throw new IllegalArgumentException("'" + text(way) + "': a pass stands alone");
      }
    }
    return List.copyOf(ways);
  }

  /** Returns whether nobody could come in by them without showing a face. */
  public static boolean biometricOnly(Collection<Set<EntryMethod>> ways) {
    return ways.stream()
        .filter(way -> !way.equals(PASS))
        .allMatch(way -> way.contains(EntryMethod.FACE));
  }

  /** Returns what is left to be shown for each way, the easiest first, without what is needless. */
  static List<Set<EntryMethod>> missing(Collection<Set<EntryMethod>> ways, Set<EntryMethod> shown) {
    List<Set<EntryMethod>> open =
        ways.stream().filter(way -> !way.equals(PASS)).map(way -> without(way, shown)).toList();
    return open.stream()
        .filter(
            one ->
                open.stream().noneMatch(less -> less.size() < one.size() && one.containsAll(less)))
        .distinct()
        .sorted(Comparator.comparingInt(Ways::effort))
        .toList();
  }

  static Set<EntryMethod> without(Set<EntryMethod> way, Set<EntryMethod> shown) {
    EnumSet<EntryMethod> left = EnumSet.noneOf(EntryMethod.class);
    left.addAll(way);
    left.removeAll(shown);
    return Set.copyOf(left);
  }

  static String text(Set<EntryMethod> way) {
    return way.stream().sorted().map(EntryMethod::label).collect(Collectors.joining("+"));
  }

  static String text(List<Set<EntryMethod>> ways) {
    return ways.stream().map(Ways::text).collect(Collectors.joining(", or "));
  }

  /** How much is asked: whoever has to be called comes last, then how many things, then which. */
  private static int effort(Set<EntryMethod> way) {
    int effort = 0;
    for (EntryMethod method : way) {
      effort +=
          100
              + switch (method) {
                case FACE -> 1;
                case CARD -> 2;
                case PHONE -> 3;
                case CODE -> 5;
                case PASS -> 8;
                case HUMAN -> 1000;
              };
    }
    return effort;
  }

  private static List<Set<EntryMethod>> some(String count, Set<EntryMethod> of) {
    int n = count.length() == 1 ? Character.digit(count.charAt(0), 10) : -1;
    if (n < 1 || n > of.size()) {
      throw new IllegalArgumentException(
          "'" + count + " of' " + of.size() + " methods; it is 1 to as many as follow");
    }
    List<EntryMethod> all = of.stream().sorted().toList();
    List<Set<EntryMethod>> some = new ArrayList<>();
    for (int bits = 0; bits < 1 << all.size(); bits++) {
      if (Integer.bitCount(bits) == n) {
        EnumSet<EntryMethod> way = EnumSet.noneOf(EntryMethod.class);
        for (int i = 0; i < all.size(); i++) {
          if ((bits & 1 << i) != 0) {
            way.add(all.get(i));
          }
        }
        some.add(Set.copyOf(way));
      }
    }
    return some;
  }

  private static Set<EntryMethod> methods(String text, String divider) {
    EnumSet<EntryMethod> methods = EnumSet.noneOf(EntryMethod.class);
    for (String label : text.split(divider, -1)) {
      methods.add(
          EntryMethod.of(label.strip())
              .orElseThrow(
                  () -> new IllegalArgumentException("'" + cut(label) + "' is no method")));
    }
    return Set.copyOf(methods);
  }

  private static String cut(String text) {
    String bare = text.strip();
    return bare.length() > 40 ? bare.substring(0, 40) + "..." : bare;
  }
}
