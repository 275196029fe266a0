// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.identification.internal.search.Crew;
import org.vestibule.identification.internal.search.Galleries;

/**
 * The service, from the moment when identification is allowed until it is not: whoever keeps it
 * longer finds nobody. Thread-safe.
 */
final class GallerySearch implements FaceIdentifier, AutoCloseable {
  private final Settings settings;
  private final PeopleDirectory directory;
  private final Galleries galleries;
  private final Crew crew;
  private volatile FaceThresholds thresholds;

  GallerySearch(Settings settings, PeopleDirectory directory, FaceThresholds thresholds) {
    this.settings = settings;
    this.directory = directory;
    this.thresholds = thresholds;
    galleries = new Galleries(settings.int8());
    crew = new Crew(settings.threads());
  }

  /** Takes everyone who is enrolled. */
  void load() {
    galleries.load(directory);
  }

  /** Takes what holds of one person now. */
  void follow(PersonId person) {
    galleries.follow(directory, person);
  }

  boolean holds(PersonId person) {
    return galleries.holds(person);
  }

  /** Goes by other thresholds from the next search on. */
  void use(FaceThresholds present) {
    thresholds = present;
  }

  /** Returns whether this is what such settings ask for. */
  boolean serves(Settings wanted, PeopleDirectory of) {
    return settings.equals(wanted) && directory == of;
  }

  LegalBasis basis() {
    return settings.basis();
  }

  @Override
  public Candidates search(FaceTemplate probe) {
    Galleries.Nearest found = galleries.search(probe, crew);
    return new Candidates(
        found.nearest(),
        found.templates(),
        thresholds.point(probe.space(), Math.max(1, found.templates())));
  }

  @Override
  public void close() {
    galleries.close();
    crew.close();
  }
}
