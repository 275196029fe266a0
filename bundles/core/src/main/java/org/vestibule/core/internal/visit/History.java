// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** The visits that are over, the latest first, and whom they name. Its owner locks. */
final class History {
  private record Page(VisitStory story, Mentions mentions) {}

  private final int most;
  private final Deque<Page> pages = new ArrayDeque<>();

  History(int most) {
    this.most = most;
  }

  /** Adds one; returns the one that is forgotten for it. */
  Optional<VisitId> add(VisitStory story, Mentions mentions) {
    mentions.settle();
    pages.addFirst(new Page(story, mentions));
    return pages.size() > most ? Optional.of(pages.removeLast().story().id()) : Optional.empty();
  }

  Optional<VisitStory> story(VisitId id) {
    return stories().stream().filter(story -> story.id().equals(id)).findFirst();
  }

  /** Returns a story with whom it names, for the journal. */
  Optional<Chronicle.Page> page(VisitId id) {
    return pages.stream()
        .filter(page -> page.story().id().equals(id))
        .findFirst()
        .map(page -> page.mentions().page(page.story()));
  }

  List<VisitStory> stories() {
    return pages.stream().map(Page::story).toList();
  }

  /** Takes a person out of every story; returns how many named them. */
  int erase(PersonId person) {
    List<Page> before = List.copyOf(pages);
    pages.clear();
    int erased = 0;
    for (Page page : before) {
      if (page.mentions().erase(person)) {
        erased++;
        pages.addLast(new Page(page.mentions().clean(page.story()), page.mentions()));
        page.mentions().settle();
      } else {
        pages.addLast(page);
      }
    }
    return erased;
  }

  /** Returns the stories that name a person, and nobody else. */
  List<VisitStory> about(PersonId person) {
    return pages.stream()
        .filter(page -> page.mentions().name(person))
        .map(page -> page.mentions().only(person, page.story()))
        .toList();
  }
}
