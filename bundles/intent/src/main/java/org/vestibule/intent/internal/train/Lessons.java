// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.intent.TriageLabel;
import org.vestibule.api.people.PersonId;
import org.vestibule.intent.internal.Label;

/**
 * All that a site taught. Immutable.
 *
 * @param release the release of the last pack that was made of it, 0 before the first
 * @param labels labels of the site
 * @param utterances in the order in which they were taught
 * @param learned whose words the last head was trained from, by the utterance's id; they may be
 *     gone since, and then the head has to go, too
 */
record Lessons(
    long release,
    List<Own> labels,
    List<TaughtUtterance> utterances,
    Map<String, PersonId> learned) {
  static final Lessons NONE = new Lessons(0, List.of(), List.of(), Map.of());

  Lessons {
    labels = List.copyOf(labels);
    utterances = List.copyOf(utterances);
    learned = Map.copyOf(learned);
  }

  /** A label of the site. */
  record Own(String name, String title, Intent intent) {
    Label label() {
      return new Label(name, intent);
    }
  }

  /** Returns the same with a label, which takes the place of one of its name. */
  Lessons with(Own label) {
    List<Own> all = new ArrayList<>(labels);
    all.removeIf(other -> other.name().equals(label.name()));
    all.add(label);
    all.sort(Comparator.comparing(Own::name));
    return new Lessons(release, all, utterances, learned);
  }

  /** Returns the same without a label; what was taught for it is not asked about. */
  Lessons withoutLabel(String name) {
    return new Lessons(
        release,
        labels.stream().filter(label -> !label.name().equals(name)).toList(),
        utterances,
        learned);
  }

  /** Returns the same when a pack is about to be made: whose words may be in one of the two. */
  Lessons making(long next, Lessons taught) {
    Map<String, PersonId> both = new HashMap<>(learned);
    both.putAll(taught.whose());
    return new Lessons(next, labels, utterances, both);
  }

  /** Returns the same after a pack was made of {@code taught}. */
  Lessons made(Lessons taught) {
    return new Lessons(release, labels, utterances, taught.whose());
  }

  /** Returns whether the last head knows words that are gone. */
  boolean stale() {
    return !whose().keySet().containsAll(learned.keySet());
  }

  /** Returns how many utterances of a person are there or were learned. */
  int heldOf(PersonId person) {
    Map<String, PersonId> all = new HashMap<>(learned);
    all.putAll(whose());
    return Collections.frequency(all.values(), person);
  }

  /** Returns the words of one person. */
  List<TaughtUtterance> of(PersonId person) {
    return utterances.stream().filter(one -> one.person().equals(Optional.of(person))).toList();
  }

  /** Returns whose words there are, by the utterance's id. */
  private Map<String, PersonId> whose() {
    Map<String, PersonId> whose = new HashMap<>();
    utterances.forEach(one -> one.person().ifPresent(person -> whose.put(one.id(), person)));
    return whose;
  }

  /** Returns the labels of the site that something was taught for: no other can be learned. */
  List<Label> learnable() {
    return labels.stream()
        .map(Own::label)
        .filter(label -> utterances.stream().anyMatch(one -> one.label().equals(label.name())))
        .toList();
  }

  /**
   * Returns what is to be learned, in an order that depends on the words only: whoever taught them
   * in whatever order gets the same head.
   */
  List<Utterances.Said> said() {
    List<Label> known = new ArrayList<>(HeadTraining.BUILT_IN);
    labels.forEach(own -> known.add(own.label()));
    List<Utterances.Said> said = new ArrayList<>();
    for (TaughtUtterance one : utterances) {
      known.stream()
          .filter(label -> label.name().equals(one.label()))
          .forEach(label -> said.add(new Utterances.Said(label, one.text())));
    }
    said.sort(
        Comparator.comparing((Utterances.Said one) -> one.label().name())
            .thenComparing(Utterances.Said::sentence));
    return said;
  }

  /** Returns whether these words were taught already. */
  boolean knows(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return utterances.stream().anyMatch(one -> one.text().toLowerCase(Locale.ROOT).equals(lower));
  }

  /** Returns every label as people see it, the ones that came along first. */
  List<TriageLabel> shown() {
    List<TriageLabel> shown = new ArrayList<>();
    for (Label label : HeadTraining.BUILT_IN) {
      shown.add(shown(label, label.name().replace('-', ' '), false));
    }
    labels.forEach(own -> shown.add(shown(own.label(), own.title(), true)));
    return shown;
  }

  /** Returns one label as people see it. */
  TriageLabel shown(Label label, String title, boolean own) {
    long examples = utterances.stream().filter(one -> one.label().equals(label.name())).count();
    return new TriageLabel(label.name(), title, label.intent(), own, (int) examples);
  }

  /** Returns how much was taught. */
  String sentence() {
    return utterances.size()
        + " utterances taught, "
        + labels.size()
        + " labels of the site, "
        + (release == 0 ? "not trained yet" : "release " + release);
  }
}
