// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.intent.TriageLabel;
import org.vestibule.intent.internal.Label;

/**
 * All that a site taught. Immutable.
 *
 * @param release the release of the last pack that was made of it, 0 before the first
 * @param labels labels of the site
 * @param utterances in the order in which they were taught
 */
record Lessons(long release, List<Own> labels, List<TaughtUtterance> utterances) {
  static final Lessons NONE = new Lessons(0, List.of(), List.of());

  Lessons {
    labels = List.copyOf(labels);
    utterances = List.copyOf(utterances);
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
    return new Lessons(release, all, utterances);
  }

  /** Returns the same with an utterance. */
  Lessons with(TaughtUtterance utterance) {
    List<TaughtUtterance> all = new ArrayList<>(utterances);
    all.add(utterance);
    return new Lessons(release, labels, all);
  }

  /** Returns the same without a label and what was taught for it. */
  Lessons withoutLabel(String name) {
    return new Lessons(
        release,
        labels.stream().filter(label -> !label.name().equals(name)).toList(),
        utterances.stream().filter(one -> !one.label().equals(name)).toList());
  }

  /** Returns the same without an utterance. */
  Lessons without(String id) {
    return new Lessons(
        release, labels, utterances.stream().filter(one -> !one.id().equals(id)).toList());
  }

  /** Returns the same after a pack was made of it. */
  Lessons made(long next) {
    return new Lessons(next, labels, utterances);
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
