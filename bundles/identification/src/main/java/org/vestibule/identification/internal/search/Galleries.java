// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;

/**
 * One gallery for each embedding space, as the directory of people has it. Thread-safe: searches
 * take no lock; changes take turns, and each asks the directory for what holds now.
 */
public final class Galleries implements AutoCloseable {
  /** Directions of two spaces, or of two lengths, are never compared. */
  private record Space(String name, int length) {
    static Space of(FaceTemplate template) {
      return new Space(template.space(), template.length());
    }
  }

  private final boolean int8;
  private final Map<Space, Gallery> spaces = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * @param int8 whether a quarter of the memory is read first, with the same answers
   */
  public Galleries(boolean int8) {
    this.int8 = int8;
  }

  /**
   * Who was found.
   *
   * @param nearest at most two different people, the nearest first
   * @param templates how many templates were compared
   */
  public record Nearest(List<Candidate> nearest, int templates) {}

  /** Takes everyone whom the directory has. */
  public void load(PeopleDirectory directory) {
    directory.people().forEach(person -> follow(directory, person.id()));
  }

  /** Takes what the directory has of one person now; nothing, if they were forgotten. */
  public synchronized void follow(PeopleDirectory directory, PersonId person) {
    if (closed) {
      return;
    }
    List<FaceTemplate> templates = directory.templates(person);
    List<FaceTemplate> negatives = directory.negatives(person);
    for (FaceTemplate template : templates) {
      spaces.computeIfAbsent(Space.of(template), space -> new Gallery(space.length(), int8));
    }
    spaces.forEach(
        (space, gallery) -> {
          List<float[]> directions = in(space, templates);
          gallery.set(person, directions, in(space, negatives));
          directions.forEach(direction -> Arrays.fill(direction, 0));
        });
  }

  /** Returns whether there is anything of somebody. */
  public boolean holds(PersonId person) {
    return spaces.values().stream().anyMatch(gallery -> gallery.holds(person));
  }

  /** Compares a face with every template of its space. */
  public Nearest search(FaceTemplate face, Crew crew) {
    Gallery gallery = spaces.get(Space.of(face));
    if (gallery == null) {
      return new Nearest(List.of(), 0);
    }
    Probe probe = new Probe(direction(face));
    Gallery.Found found = gallery.search(probe, crew);
    probe.erase();
    List<Candidate> nearest = new ArrayList<>(2);
    Scan scan = found.scan();
    if (scan.first() != null) {
      nearest.add(new Candidate(scan.first().person(), cosine(scan.firstSimilarity())));
    }
    if (scan.second() != null) {
      nearest.add(new Candidate(scan.second().person(), cosine(scan.secondSimilarity())));
    }
    return new Nearest(List.copyOf(nearest), found.templates());
  }

  /** Returns how many templates of a space are enrolled. */
  public int templates(String space) {
    return spaces.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(space))
        .mapToInt(entry -> entry.getValue().templates())
        .sum();
  }

  /**
   * Forgets everyone, overwrites them as soon as the searches under way have ended, and takes
   * nobody any more.
   */
  @Override
  public synchronized void close() {
    closed = true;
    spaces.values().forEach(Gallery::clear);
  }

  private static List<float[]> in(Space space, List<FaceTemplate> templates) {
    return templates.stream()
        .filter(template -> Space.of(template).equals(space))
        .map(Galleries::direction)
        .toList();
  }

  private static float[] direction(FaceTemplate template) {
    float[] direction = new float[template.length()];
    template.copyTo(direction, 0);
    return direction;
  }

  /** Rounding may lead a little beyond 1. */
  private static float cosine(float sum) {
    return Math.max(-1, Math.min(1, sum));
  }
}
