// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.face.OperatingPoint;

/**
 * The operating points that were asked for. A look at one that is there costs a look into a map;
 * while they are derived anew, the ones before stay in force. Thread-safe.
 */
final class PointTable {
  private static final Logger LOG = LoggerFactory.getLogger(PointTable.class);

  /** Galleries grow person by person, each size is a point of its own. */
  private static final int MOST = 256;

  private record Key(String space, int comparisons) {}

  private final Map<Key, OperatingPoint> points = new ConcurrentHashMap<>();
  private final Map<String, Derivation> derivations = new HashMap<>();
  private final Function<String, Optional<Derivation>> source;

  /**
   * @param source what is known of a space; empty when no model of it is kept
   */
  PointTable(Function<String, Optional<Derivation>> source) {
    this.source = source;
  }

  /** Returns a point; empty when no model of that space is kept. */
  Optional<OperatingPoint> point(String space, int comparisons) {
    Key key = new Key(space, comparisons);
    OperatingPoint known = points.get(key);
    return known != null ? Optional.of(known) : derive(key);
  }

  private synchronized Optional<OperatingPoint> derive(Key key) {
    OperatingPoint known = points.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Derivation derivation = derivations.get(key.space);
    if (derivation == null) {
      Optional<Derivation> found = source.apply(key.space);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      derivation = found.get();
      derivations.put(key.space, derivation);
    }
    if (points.size() >= MOST) {
      points.clear();
    }
    OperatingPoint derived = derivation.point(key.comparisons);
    points.put(key, derived);
    LOG.info("Face threshold: {}", derived.sentence());
    return Optional.of(derived);
  }

  /**
   * Derives every point anew.
   *
   * @param why for the log
   */
  void renew(String why) {
    // Read outside the lock: what is in force stays so meanwhile.
    Map<String, Optional<Derivation>> fresh = new HashMap<>();
    points.keySet().forEach(key -> fresh.computeIfAbsent(key.space, source));
    synchronized (this) {
      derivations.clear();
      fresh.forEach((space, found) -> found.ifPresent(known -> derivations.put(space, known)));
      for (Key key : List.copyOf(points.keySet())) {
        Derivation derivation = derivations.get(key.space);
        if (derivation == null) {
          points.remove(key);
        } else {
          replace(key, derivation.point(key.comparisons), why);
        }
      }
    }
  }

  private void replace(Key key, OperatingPoint next, String why) {
    OperatingPoint before = points.put(key, next);
    if (before != null
        && (before.threshold() != next.threshold() || before.proof() != next.proof())) {
      LOG.info(
          "Face threshold for {} comparisons in {}: {} instead of {}, because {}. {}",
          key.comparisons,
          key.space,
          String.format(Locale.ROOT, "%.3f (%s)", next.threshold(), next.proof()),
          String.format(Locale.ROOT, "%.3f (%s)", before.threshold(), before.proof()),
          why,
          next.sentence());
    }
  }

  /** Returns all points, few comparisons first. */
  List<OperatingPoint> all() {
    List<OperatingPoint> all = new ArrayList<>(points.values());
    all.sort(
        Comparator.comparingInt(OperatingPoint::comparisons).thenComparing(OperatingPoint::space));
    return all;
  }
}
