// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal.Place;
import org.vestibule.api.visit.VisitStory;

/**
 * Where a page of visits ended. It names the last visit of the page and no number of visits, so
 * that what arrives meanwhile moves nothing: the next page holds what is older than that visit.
 *
 * @param openedAt when that visit was opened
 * @param id its id, which orders visits of the same moment
 */
record VisitCursor(Instant openedAt, String id) {
  private static final int LONGEST = 200;

  /** Newest first; visits of the same moment always in the same order. */
  static final Comparator<VisitStory> ORDER =
      Comparator.comparing(VisitStory::openedAt)
          .thenComparing(story -> story.id().value())
          .reversed();

  static VisitCursor of(VisitStory last) {
    return new VisitCursor(last.openedAt(), last.id().value());
  }

  static VisitCursor of(Place place) {
    return new VisitCursor(place.openedAt(), place.id());
  }

  /** Returns it as the journal knows it. */
  Place place() {
    return new Place(openedAt, id);
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  static Optional<VisitCursor> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      int space = plain.indexOf(' ');
      return space < 1
          ? Optional.empty()
          : Optional.of(
              new VisitCursor(
                  Instant.parse(plain.substring(0, space)),
                  new VisitId(plain.substring(space + 1)).value()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns it as it stands in an address; nobody is to read anything in it. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((openedAt + " " + id).getBytes(UTF_8));
  }

  /** Returns whether a visit comes after the end of that page. */
  boolean before(VisitStory story) {
    int earlier = story.openedAt().compareTo(openedAt);
    return earlier < 0 || (earlier == 0 && story.id().value().compareTo(id) < 0);
  }
}
