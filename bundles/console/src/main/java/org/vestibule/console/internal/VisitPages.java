// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitStory;

/**
 * The visits that the core remembers and, behind them, those that the journal keeps, as one list
 * without a seam. What the core remembers is told by the core alone: it is newer there.
 */
final class VisitPages {
  /** How many the core is asked for: more than it remembers. */
  private static final int MOST = 500;

  /**
   * A page.
   *
   * @param next where the next page begins; empty at the end
   * @param missing why what the journal keeps is not in it, as a code; empty when it is
   */
  record Page(List<VisitStory> stories, Optional<VisitCursor> next, Optional<String> missing) {}

  private final House house;

  VisitPages(House house) {
    this.house = house;
  }

  /**
   * Returns what a caller may see of what is asked for, newest first.
   *
   * @throws Problem 503 {@code service-missing} without a core
   */
  Page page(VisitSearch search, Caller caller, int limit) throws Problem {
    List<VisitStory> remembered = House.need(house.visits, "visits").recent(MOST);
    Predicate<VisitStory> wanted =
        story ->
            Sight.at(caller, Permission.SEE_VISITS, story.door(), story.station())
                && search.fits(story, Sight.story(story, caller));
    List<VisitStory> found = new ArrayList<>(remembered.stream().filter(wanted).toList());
    Set<VisitId> known = remembered.stream().map(VisitStory::id).collect(Collectors.toSet());
    Predicate<VisitStory> older = story -> !known.contains(story.id()) && wanted.test(story);
    try {
      VisitJournal.Page kept =
          House.need(house.journal, "visit journal").page(search.wish(limit), older);
      found.addAll(kept.stories());
      return cut(found, limit, kept.next().map(VisitCursor::of), Optional.empty());
    } catch (VestibuleException e) {
      return cut(found, limit, Optional.empty(), Optional.of(e.code()));
    }
  }

  /**
   * @param end how far the journal was looked through; what is older comes later
   */
  private static Page cut(
      List<VisitStory> found, int limit, Optional<VisitCursor> end, Optional<String> missing) {
    List<VisitStory> page =
        found.stream()
            .filter(story -> end.filter(cursor -> cursor.before(story)).isEmpty())
            .sorted(VisitCursor.ORDER)
            .toList();
    if (page.size() <= limit) {
      return new Page(page, end, missing);
    }
    List<VisitStory> shown = page.subList(0, limit);
    return new Page(shown, Optional.of(VisitCursor.of(shown.get(limit - 1))), missing);
  }

  /**
   * Finds one, here or in the journal.
   *
   * @throws Problem 503 without a core, or where the journal cannot be read now
   */
  static Optional<VisitStory> find(House house, VisitId id) throws Problem {
    Optional<VisitStory> remembered = House.need(house.visits, "visits").story(id);
    VisitJournal journal = house.journal;
    if (remembered.isPresent() || journal == null) {
      return remembered;
    }
    try {
      return journal.find(id);
    } catch (VestibuleException e) {
      throw Problem.of(e);
    }
  }
}
