// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.door.Decision;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitStory;

/**
 * Whom the story of a visit names. A story is text for people, so whoever is erased is taken out of
 * it by their name; the visit, which has happened, stays. Thread-safe.
 */
final class Mentions {
  /** Stands in a decision where somebody was admitted who is erased by now. */
  static final PersonId ERASED = new PersonId("erased");

  private static final String SOMEBODY = "somebody who was erased";
  private static final String OTHER = "somebody else";

  private final Map<PersonId, List<String>> people = new HashMap<>();
  private final Map<PersonId, List<String>> erased = new HashMap<>();

  /** Somebody who was erased was named: what is not text of it may still show them. */
  private boolean lost;

  /** The story may name this person from now on; a name that they had before stays in it. */
  synchronized void add(Person person) {
    Set<String> names = new LinkedHashSet<>(people.getOrDefault(person.id(), List.of()));
    if (!person.unit().isBlank()) {
      names.add(person.name() + ", unit " + person.unit());
    }
    names.add(person.name());
    people.put(person.id(), List.copyOf(names));
  }

  synchronized boolean name(PersonId person) {
    return people.containsKey(person);
  }

  /** Returns what is handed to the journal. */
  synchronized Chronicle.Page page(VisitStory story) {
    List<Named> named =
        people.entrySet().stream().map(each -> new Named(each.getKey(), each.getValue())).toList();
    return new Chronicle.Page(story, named, !lost && !admitsUnnamed(story));
  }

  /** The directory did not have whom a policy let in: a picture would be kept as one of nobody. */
  private boolean admitsUnnamed(VisitStory story) {
    return story.decision().orElse(null) instanceof Decision.Admit admit
        && !people.containsKey(admit.person());
  }

  /** The story names this person no more; returns whether it did. */
  synchronized boolean erase(PersonId person) {
    List<String> names = people.remove(person);
    if (names != null) {
      erased.put(person, names);
      lost = true;
    }
    return names != null;
  }

  /** Forgets the names of those who were erased: nothing more is written that could have them. */
  synchronized void settle() {
    erased.clear();
  }

  /** Returns the story without those who were erased. */
  synchronized VisitStory clean(VisitStory story) {
    return without(story, erased, SOMEBODY);
  }

  /** Returns the story without anybody but this person, for a copy. */
  synchronized VisitStory only(PersonId person, VisitStory story) {
    Map<PersonId, List<String>> others = new HashMap<>(people);
    others.remove(person);
    return without(clean(story), others, OTHER);
  }

  private static VisitStory without(
      VisitStory story, Map<PersonId, List<String>> gone, String instead) {
    if (gone.isEmpty()) {
      return story;
    }
    Set<String> names = new HashSet<>();
    gone.values().forEach(names::addAll);
    Optional<String> claimed = story.claimedName().filter(name -> !names.contains(name));
    return new VisitStory(
        story.id(),
        story.station(),
        story.door(),
        story.openedAt(),
        story.closedAt(),
        story.presses(),
        claimed,
        story.face(),
        story.faceReason().map(text -> without(text, names, instead)),
        story.challenge(),
        story.prompt(),
        story.answered(),
        story.transcript().map(text -> without(text, names, instead)),
        story.triage(),
        story.decision().map(decision -> without(decision, gone.keySet(), names, instead)),
        story.outcome(),
        story.degraded().stream().map(text -> without(text, names, instead)).toList(),
        story.waterfall());
  }

  private static Decision without(
      Decision decision, Set<PersonId> gone, Collection<String> names, String instead) {
    String reason = without(decision.reason(), names, instead);
    if (decision instanceof Decision.Admit admit) {
      return new Decision.Admit(gone.contains(admit.person()) ? ERASED : admit.person(), reason);
    }
    if (decision instanceof Decision.Ring ring) {
      return new Decision.Ring(ring.urgent(), reason, ring.audience());
    }
    if (decision instanceof Decision.AskMore ask) {
      return new Decision.AskMore(without(ask.question(), names, instead), reason, ask.code());
    }
    if (decision instanceof Decision.Direct direct) {
      return new Decision.Direct(direct.direction(), reason);
    }
    return new Decision.Refuse(reason);
  }

  /**
   * A name counts as a whole word: "Al" is not in "already". The longest is looked for first, and
   * in any case, because a sentence begins with a capital and some names do not.
   */
  private static String without(String text, Collection<String> names, String instead) {
    String left = text;
    for (String name :
        names.stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
      Pattern word =
          Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      left = word.matcher(left).replaceAll(Matcher.quoteReplacement(instead));
    }
    return left;
  }
}
