// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * The visits that are over, kept beyond a restart: sealed, for as long as this site keeps visits.
 * Whom a story names is kept apart from it, with that person's consent to {@link
 * org.vestibule.api.consent.Purpose#VISIT_LOG} and only as long as it holds; without it, and once
 * the person was erased, a story names nobody in their place. Thread-safe. Each method may wait for
 * the disk: never call it on the way to a door.
 */
@ProviderType
public interface VisitJournal {
  /** How many stories a page has at most. */
  int MOST = 500;

  /** How many people one story names at most. */
  int MOST_NAMED = 50;

  /** How many pictures one visit has at most. */
  int MOST_PICTURES = 4;

  /**
   * Keeps a story, or replaces the one of the same visit, with what is kept beside it; on the disk
   * when this returns. What the visitor said is left out, whatever the story has of it.
   *
   * @param story of a visit that is over
   * @param named everybody whom the story names, at most {@value #MOST_NAMED}
   * @return false where this site keeps no visits, and nothing was kept
   * @throws VestibuleException {@code visit-open} if it is not over, {@code too-many-named}, {@code
   *     vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  default boolean keep(VisitStory story, List<Named> named) throws VestibuleException {
    return keep(story, named, List.of());
  }

  /**
   * Keeps a story with its pictures. A picture is left out where this site keeps none, where the
   * story names more than one person, and where whom it names has not agreed to {@link
   * org.vestibule.api.consent.Purpose#RECORDINGS}; it goes with that consent, with that person, and
   * after the time for which photos are kept.
   *
   * @param pictures in their order, at most {@value #MOST_PICTURES}
   * @return as {@link #keep(VisitStory, List)}
   * @throws VestibuleException as {@link #keep(VisitStory, List)}, {@code too-many-pictures}
   */
  boolean keep(VisitStory story, List<Named> named, List<VisitPicture> pictures)
      throws VestibuleException;

  /**
   * Returns the pictures of a visit in their order, opened; none where none is kept.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  default List<VisitPicture> pictures(VisitId id) throws VestibuleException {
    return List.of();
  }

  /**
   * Returns those of some visits of which a picture is kept; it may not open any more.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  default Set<VisitId> pictured(Set<VisitId> ids) throws VestibuleException {
    return Set.of();
  }

  /**
   * Notes beside a story what somebody said was wrong in it, in the place of what was said of the
   * same before. It goes with the story.
   *
   * @return false where this site keeps no visits, and nothing was kept
   * @throws VestibuleException {@code unknown-visit} where the story is not kept, or not yet;
   *     {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  default boolean correct(VisitId id, VisitCorrection correction) throws VestibuleException {
    return false;
  }

  /**
   * Takes back what was said was wrong; nothing happens where nothing was said.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  default void uncorrect(VisitId id, VisitCorrection.What what) throws VestibuleException {}

  /**
   * Returns what was said was wrong in some visits; one in which nothing was is missing.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  default Map<VisitId, List<VisitCorrection>> corrections(Set<VisitId> ids)
      throws VestibuleException {
    return Map.of();
  }

  /**
   * Forgets some visits with all that is kept beside them; nothing happens with one that is not
   * kept.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  default void forget(Set<VisitId> ids) throws VestibuleException {}

  /**
   * Finds the story of a visit; empty where it is not kept, or does not open any more.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  Optional<VisitStory> find(VisitId id) throws VestibuleException;

  /**
   * Returns a page of stories, newest first: by when they were opened, and by their id within the
   * same moment. It looks at a bounded number of stories, so that a page may be short, or empty,
   * and have a next one all the same.
   *
   * @param wanted which stories are asked for; called on the caller's thread, without a lock
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  Page page(Wish wish, Predicate<VisitStory> wanted) throws VestibuleException;

  /**
   * Whom a story names.
   *
   * @param names as they stand in the story, for example {@code Ada Brandt, unit 12} and {@code Ada
   *     Brandt}
   */
  record Named(PersonId person, List<String> names) {
    /** Copies. */
    public Named {
      Objects.requireNonNull(person, "person");
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "Named[***]";
    }
  }

  /**
   * Where in the order of the journal a visit stands.
   *
   * @param openedAt when it was opened
   * @param id its id, which orders visits of the same moment; it need not be kept any more
   */
  record Place(Instant openedAt, String id) {
    /** Refuses what is no id. */
    public Place {
      Objects.requireNonNull(openedAt, "openedAt");
      Identifier.require("visit id", id);
    }
  }

  /**
   * Which page is asked for.
   *
   * @param from opened then or later
   * @param to opened before
   * @param after older than this one: the {@link Page#next} of the page before
   * @param limit how many stories at most, 1 to {@value #MOST}
   */
  record Wish(Optional<Instant> from, Optional<Instant> to, Optional<Place> after, int limit) {
    /** Refuses a limit out of bounds. */
    public Wish {
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MOST);
      }
    }
  }

  /**
   * A page.
   *
   * @param next where the next page goes on; empty where there is nothing older
   */
  record Page(List<VisitStory> stories, Optional<Place> next) {
    /** Copies. */
    public Page {
      stories = List.copyOf(stories);
    }
  }
}
