// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.liveness.LivenessSettings;
import org.vestibule.vision.internal.picture.Picture;
import org.vestibule.vision.internal.track.Sighted;
import org.vestibule.vision.internal.track.Track;
import org.vestibule.vision.internal.track.Tracker;

/**
 * Everybody before the camera, each with a {@link Dossier}. Place and motion propose whose face it
 * is; where it is embedded, appearance decides, so that nobody inherits what was found of somebody
 * else. Not thread-safe.
 */
final class Crowd {
  /** A face at the edge of the picture counts as so much smaller than one in the middle. */
  private static final double EDGE = 0.5;

  /** Whom the camera has seen for so long counts as so much larger. */
  private static final double LONG_SECONDS = 2;

  private static final double LONG = 0.25;

  private final int crops;
  private final Tracker tracker = new Tracker();
  private final Map<Track, Dossier> dossiers = new LinkedHashMap<>();
  private final Set<Track> settled = new HashSet<>();
  private double width = 1;
  private double height = 1;

  /**
   * Begins with nobody.
   *
   * @param crops how many crops of each vote
   */
  Crowd(int crops) {
    this.crops = crops;
  }

  /** Follows everybody into the next picture; the most prominent face comes first. */
  List<Sighted> next(List<Face> faces, Picture picture, long capturedNanos) {
    List<Sighted> sighted = new ArrayList<>(tracker.next(faces, capturedNanos));
    dossiers.keySet().retainAll(tracker.tracks());
    settled.clear();
    width = picture.width();
    height = picture.height();
    sighted.sort(Comparator.comparingDouble((Sighted one) -> prominence(one, picture)).reversed());
    return sighted;
  }

  /** Returns where everybody of the present picture is, the surest first. */
  List<FaceBox> boxes() {
    return tracker.present().stream()
        .map(this::box)
        .sorted(Comparator.comparingDouble(FaceBox::likelihood).reversed())
        .toList();
  }

  private FaceBox box(Sighted sighted) {
    Face face = sighted.face();
    double left = within(face.x() / width);
    double top = within(face.y() / height);
    return new FaceBox(
        sighted.track().id(),
        within(face.score()),
        left,
        top,
        within((face.x() + face.width()) / width) - left,
        within((face.y() + face.height()) / height) - top);
  }

  private static double within(double share) {
    return Math.max(0, Math.min(1, share));
  }

  private static double prominence(Sighted sighted, Picture picture) {
    Face face = sighted.face();
    double x = 2 * face.centreX() / picture.width() - 1;
    double y = 2 * face.centreY() / picture.height() - 1;
    double aside = Math.min(1, Math.hypot(x, y));
    double known = Math.min(1, sighted.track().seconds() / LONG_SECONDS);
    return face.area() * (1 - EDGE * aside) * (1 + LONG * known);
  }

  /** Returns what is known of a track. */
  Dossier dossier(Track track, LivenessSettings settings) {
    return dossiers.computeIfAbsent(track, none -> new Dossier(settings, crops));
  }

  /** Returns all that is known of those who have not gone. */
  Map<Track, Dossier> dossiers() {
    return dossiers;
  }

  /** Returns the face of a track in the present picture. */
  Optional<Sighted> present(String track) {
    return tracker.tracks().stream()
        .filter(one -> one.id().equals(track))
        .findFirst()
        .flatMap(tracker::present);
  }

  /** Returns whether place and motion alone do not tell who that is. */
  boolean uncertain(Sighted sighted) {
    Dossier own = dossiers.get(sighted.track());
    return sighted.track().doubtful() || own == null || !own.hasLikeness();
  }

  /** Returns when a track was last seen; empty when it has ended. */
  OptionalLong seenNanos(String track) {
    return tracker.tracks().stream()
        .filter(one -> one.id().equals(track) && !one.doubtful())
        .mapToLong(Track::seenNanos)
        .findFirst();
  }

  /** Returns the space in which the looks of a track's person are noted. */
  Optional<String> space(String track) {
    return dossiers.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(track))
        .findFirst()
        .flatMap(entry -> entry.getValue().space());
  }

  /** Forgets everybody. */
  void clear() {
    dossiers.clear();
    settled.clear();
  }

  /**
   * Lets appearance decide whose face it is: of the track that motion proposes, if it is like that
   * person; else of another one that it is like; else of nobody who was seen before.
   *
   * @param seen the face in one space
   * @param bound two crops of one person are more similar than this
   * @return whether it is of the track that motion proposed
   */
  boolean settle(Sighted sighted, FaceTemplate seen, double bound) {
    Track proposed = sighted.track();
    Dossier own = dossiers.get(proposed);
    float likeness = own == null ? Float.NaN : own.likeness(seen);
    if (!(likeness > bound)) {
      Optional<Track> other = mostLike(seen, bound, proposed);
      boolean foreign = !Float.isNaN(likeness) || gap(proposed, own);
      if (other.isPresent()) {
        tracker.hand(sighted, other.get());
      } else if (foreign) {
        tracker.separate(sighted);
      }
    }
    sighted.track().confirm();
    settled.add(sighted.track());
    return sighted.track() == proposed;
  }

  /** Whether somebody else may stand there, and another space keeps us from asking. */
  private static boolean gap(Track proposed, Dossier own) {
    return own != null && own.hasLikeness() && proposed.doubtful();
  }

  private Optional<Track> mostLike(FaceTemplate seen, double bound, Track proposed) {
    Track best = null;
    float highest = (float) bound;
    for (Map.Entry<Track, Dossier> entry : dossiers.entrySet()) {
      float likeness = entry.getValue().likeness(seen);
      boolean free = entry.getKey() != proposed && !settled.contains(entry.getKey());
      if (free && likeness > highest) {
        best = entry.getKey();
        highest = likeness;
      }
    }
    return Optional.ofNullable(best);
  }
}
