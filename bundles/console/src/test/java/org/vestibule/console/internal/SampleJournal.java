// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** A journal in memory, which may be locked, and which looks at few stories at a time. */
final class SampleJournal implements VisitJournal {
  final List<VisitStory> stories = new CopyOnWriteArrayList<>();
  final Map<VisitId, List<VisitPicture>> pictures = new ConcurrentHashMap<>();
  final Map<VisitId, List<VisitCorrection>> said = new ConcurrentHashMap<>();
  volatile boolean locked;
  volatile Optional<VisitId> refused = Optional.empty();
  volatile int mostLookedAt = 1000;

  @Override
  public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> shown)
      throws VestibuleException {
    if (refused.equals(Optional.of(story.id()))) {
      throw new VestibuleException("storage-full", "the journal", "full", "room", "Make some");
    }
    assertThat(shown).as("the console keeps no picture").isEmpty();
    assertThat(named).as("and nobody's name").isEmpty();
    stories.add(story);
    return true;
  }

  @Override
  public void forget(Set<VisitId> ids) {
    stories.removeIf(story -> ids.contains(story.id()));
  }

  @Override
  public Optional<VisitStory> find(VisitId id) throws VestibuleException {
    demandOpen();
    return stories.stream().filter(story -> story.id().equals(id)).findFirst();
  }

  @Override
  public List<VisitPicture> pictures(VisitId id) throws VestibuleException {
    demandOpen();
    return pictures.getOrDefault(id, List.of());
  }

  @Override
  public Set<VisitId> pictured(Set<VisitId> ids) throws VestibuleException {
    demandOpen();
    return ids.stream().filter(pictures::containsKey).collect(Collectors.toSet());
  }

  @Override
  public boolean correct(VisitId id, VisitCorrection correction) {
    uncorrect(id, correction.what());
    said.computeIfAbsent(id, visit -> new CopyOnWriteArrayList<>()).add(correction);
    return true;
  }

  @Override
  public void uncorrect(VisitId id, VisitCorrection.What what) {
    said.getOrDefault(id, new CopyOnWriteArrayList<>())
        .removeIf(correction -> correction.what() == what);
  }

  @Override
  public Map<VisitId, List<VisitCorrection>> corrections(Set<VisitId> ids)
      throws VestibuleException {
    demandOpen();
    return said;
  }

  @Override
  public Page page(Wish wish, Predicate<VisitStory> wanted) throws VestibuleException {
    demandOpen();
    List<VisitStory> found = new ArrayList<>();
    Optional<Place> end = wish.after();
    int looked = 0;
    for (VisitStory story : stories.stream().sorted(VisitCursor.ORDER).toList()) {
      if (wish.after().isPresent() && !VisitCursor.of(wish.after().get()).before(story)) {
        continue;
      }
      if (looked++ == mostLookedAt) {
        return new Page(found, end);
      }
      if (wanted.test(story)) {
        if (found.size() == wish.limit()) {
          return new Page(found, Optional.of(place(found.get(found.size() - 1))));
        }
        found.add(story);
      }
      end = Optional.of(place(story));
    }
    return new Page(found, Optional.empty());
  }

  private static Place place(VisitStory story) {
    return new Place(story.openedAt(), story.id().value());
  }

  private void demandOpen() throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "the vault", "locked", "open", "Open it");
    }
  }
}
