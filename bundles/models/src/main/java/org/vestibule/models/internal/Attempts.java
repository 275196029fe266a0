// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.slot.Slot;

/** Which packs may serve a slot when nobody orders one, in what order. */
final class Attempts {
  /** A model under whose watch the gateway ended so often is not started again. */
  private static final int MOST_WATCHED_STARTS = 3;

  private final Works works;

  Attempts(Works works) {
    this.works = works;
  }

  /** A pack that may serve, named as it was chosen. */
  record Attempt(String name, Find find) {}

  /** Finds a pack, when it is its turn. */
  interface Find {
    Pack pack() throws ModelException;
  }

  /** What was chosen, then what served before, then the list. */
  List<Attempt> of(Slot slot, List<String> names) {
    List<Attempt> attempts = new ArrayList<>();
    Choice choice = works.memory().choice(slot.name());
    if (!choice.active().isEmpty()) {
      attempts.add(new Attempt(choice.active(), () -> chosen(choice)));
      if (!choice.previous().isEmpty()) {
        attempts.add(new Attempt(choice.previous(), () -> works.library().pack(choice.previous())));
      }
    }
    names.forEach(name -> attempts.add(new Attempt(name, () -> works.library().laidOut(name))));
    return attempts;
  }

  /** Returns the names of the list by slot. */
  Map<String, List<String>> listed() {
    Map<String, List<String>> listed = new LinkedHashMap<>();
    for (String name : works.settings().serve()) {
      try {
        String slot = works.library().laidOut(name).manifest().slot();
        listed.computeIfAbsent(slot, unused -> new ArrayList<>()).add(name);
      } catch (ModelException e) {
        works.problems().put(name, e);
      }
    }
    return listed;
  }

  /** A pack laid out anew under its name is what was chosen, when the chosen version is gone. */
  private Pack chosen(Choice choice) throws ModelException {
    String active = choice.active();
    Pack pack;
    try {
      pack = works.library().pack(active);
    } catch (ModelException e) {
      int at = active.indexOf('@');
      if (at < 0 || !e.code().equals("model-missing")) {
        throw e;
      }
      pack = works.library().laidOut(active.substring(0, at));
    }
    if (choice.watchedStarts() >= MOST_WATCHED_STARTS && works.table().loading()) {
      String sentence =
          "the gateway ended " + choice.watchedStarts() + " times while it was watched";
      Choice instead = new Choice(choice.previous(), "", choice.companions(), 0);
      works.memory().refuse(pack, sentence, instead);
      works
          .journal()
          .note(
              Journal.ITSELF,
              "model-rolled-back",
              Journal.with(Journal.details(pack, works.signer(pack)), "reason", sentence));
    }
    return pack;
  }

  /**
   * Holds a pack to what goes for every start.
   *
   * @throws ModelException when it may not serve this slot
   */
  void allow(Slot slot, Pack pack) throws ModelException {
    if (!pack.manifest().slot().equals(slot.name())) {
      throw otherSlot(pack, slot.name());
    }
    // Every start would be an activation otherwise: what was chosen or configured goes on.
    works.trust().check(pack, Use.KEEP);
    String refusal = works.memory().refusal(pack).orElse("");
    if (!refusal.isEmpty()) {
      throw Guard.refused(pack, refusal);
    }
  }

  private static ModelException otherSlot(Pack pack, String slot) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + pack.manifest().id(),
        "slot " + pack.manifest().slot(),
        "slot " + slot + ", for which it was chosen",
        "Activate a pack of slot " + slot + ".");
  }
}
