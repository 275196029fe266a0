// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.vision.internal.face.Face;

/**
 * Tracking by detection as in SORT (A. Bewley et al., "Simple Online and Realtime Tracking", ICIP
 * 2016): a filter of constant velocity for each track, and an exact assignment of the detected
 * faces by overlap and distance. Times are those of capture, so that no frame rate is assumed.
 * Unlike SORT a track that was lost is kept for {@value #LOST_MILLIS} ms. Not thread-safe.
 */
public final class Tracker {
  /** A track that was not seen for longer has ended. */
  public static final long LOST_MILLIS = 2000;

  /** Work is bounded: of more faces in a picture the largest are followed. */
  static final int MOST_FACES = 64;

  private static final long LOST_NANOS = LOST_MILLIS * 1_000_000;

  /** How far a face may be from where it was expected, in heights, when nothing was missed. */
  private static final double REACH = 0.7;

  /** How much further for each second in which it was not seen, in heights. */
  private static final double REACH_PER_SECOND = 1;

  private static final double MOST_GROWTH = 2;

  /** Who was there a moment ago comes before who was not. */
  private static final double LOST_COST = 0.5;

  /** Two people this near to each other may change places unseen. */
  private static final double CROSSING_OVERLAP = 0.15;

  private final List<Track> tracks = new ArrayList<>();
  private List<Sighted> present = List.of();
  private int born;

  /**
   * Takes the faces of the next picture.
   *
   * @param faces the largest first
   * @param nanos when it was captured; later than the one before
   * @return the faces that are followed, in their order
   */
  public List<Sighted> next(List<Face> faces, long nanos) {
    tracks.removeIf(track -> nanos - track.seenNanos() > LOST_NANOS);
    List<Face> followed = faces.subList(0, Math.min(faces.size(), MOST_FACES));
    int[] columns = Assignment.of(costs(followed, nanos));
    Track[] of = new Track[followed.size()];
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0) {
        tracks.get(i).missed();
      } else {
        tracks.get(i).seen(followed.get(columns[i]), nanos);
        of[columns[i]] = tracks.get(i);
      }
    }
    List<Sighted> sighted = new ArrayList<>(of.length);
    for (int i = 0; i < of.length; i++) {
      Face face = followed.get(i);
      sighted.add(new Sighted(face, of[i] == null ? begin(face, nanos) : of[i]));
    }
    present = sighted;
    doubtCrossings();
    return sighted;
  }

  /** Returns all tracks that have not ended, those that are lost for the moment too. */
  public List<Track> tracks() {
    return tracks;
  }

  /** Returns the faces of the present picture and whose they are. */
  public List<Sighted> present() {
    return present;
  }

  /** Returns the face of a track in the present picture. */
  public Optional<Sighted> present(Track track) {
    return present.stream().filter(sighted -> sighted.track() == track).findFirst();
  }

  /**
   * Appearance says that the face is of nobody who is followed: it begins a track, and the one that
   * it was taken for goes on from where it was.
   */
  public void separate(Sighted sighted) {
    Track old = sighted.track();
    long nanos = old.seenNanos();
    old.undo();
    sighted.belongsTo(begin(sighted.face(), nanos));
  }

  /**
   * Appearance says whose face it is. If that track was given another face, the two change places.
   */
  public void hand(Sighted sighted, Track to) {
    Track from = sighted.track();
    long nanos = from.seenNanos();
    Optional<Sighted> other = present(to);
    from.undo();
    if (other.isEmpty() && from.bornAt(nanos)) {
      tracks.remove(from);
    }
    if (other.isPresent()) {
      to.undo();
      from.seen(other.get().face(), nanos);
      from.doubt();
      other.get().belongsTo(from);
    }
    to.seen(sighted.face(), nanos);
    sighted.belongsTo(to);
  }

  private Track begin(Face face, long nanos) {
    born++;
    Track track = new Track("t" + born, face, nanos);
    tracks.add(track);
    // A visit is short, but somebody may wave photographs: those seen last are kept.
    if (tracks.size() > 2 * MOST_FACES) {
      tracks.remove(tracks.stream().min(Comparator.comparingLong(Track::seenNanos)).orElseThrow());
    }
    return track;
  }

  private double[][] costs(List<Face> faces, long nanos) {
    double[][] costs = new double[tracks.size()][faces.size()];
    for (int i = 0; i < costs.length; i++) {
      Track track = tracks.get(i);
      Face expected = track.expected(nanos);
      double reach = REACH + REACH_PER_SECOND * track.secondsSince(nanos);
      for (int j = 0; j < faces.size(); j++) {
        costs[i][j] = cost(expected, faces.get(j), reach) + (track.lost() ? LOST_COST : 0);
      }
    }
    return costs;
  }

  private static double cost(Face expected, Face face, double reach) {
    double growth = face.height() / expected.height();
    double size = Math.max(face.height(), expected.height());
    double far =
        Math.hypot(face.centreX() - expected.centreX(), face.centreY() - expected.centreY()) / size;
    if (far > reach || growth > MOST_GROWTH || growth * MOST_GROWTH < 1) {
      return Assignment.FORBIDDEN;
    }
    return 1 - expected.overlap(face) + far / reach;
  }

  private void doubtCrossings() {
    for (int i = 0; i < present.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (present.get(i).face().overlap(present.get(j).face()) > CROSSING_OVERLAP) {
          present.get(i).track().doubt();
          present.get(j).track().doubt();
        }
      }
    }
  }
}
