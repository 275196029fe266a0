// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Models of face embedding that go on serving the templates of their space, until enough people
 * have a template in the space of the active one. Used by the store's worker.
 */
final class Companions {
  private static final Logger LOG = LoggerFactory.getLogger(Companions.class);
  private static final int PERCENT = 100;

  private final Works works;
  private final Supplier<PeopleDirectory> people;

  /**
   * @param people gives {@code null} while nobody knows the people: companions then stay
   */
  Companions(Works works, Supplier<PeopleDirectory> people) {
    this.works = works;
    this.people = people;
  }

  /** Returns whether what serves becomes a companion when another one takes its place. */
  static boolean wanted(Works works, Lineup now, Serving next) {
    return now.active() != null
        && works.settings().templatesShare() > 0
        && next.pack().manifest().slot().equals(ModelSlots.FACE_EMBEDDING)
        && !now.active().pack().manifest().space().equals(next.pack().manifest().space());
  }

  /** Loads the companions that were kept before a restart. */
  void restore() {
    works.memory().choices().forEach((slot, choice) -> restore(works.table().slot(slot), choice));
  }

  /** Lets companions go that are not needed any more. */
  void review() {
    PeopleDirectory directory = people.get();
    Optional<Slot> slot = works.table().known(ModelSlots.FACE_EMBEDDING);
    if (directory == null || slot.isEmpty() || slot.get().active() == null) {
      return;
    }
    List<Serving> companions = slot.get().lineup().companions();
    String space = slot.get().active().pack().manifest().space();
    long enrolled = directory.enrolled();
    long renewed = directory.spaces().getOrDefault(space, 0);
    if (companions.isEmpty()
        || renewed * PERCENT < (long) works.settings().templatesShare() * enrolled) {
      return;
    }
    slot.get().change(lineup -> lineup.with(List.<Serving>of()));
    remember(slot.get());
    LOG.info(
        "{} of {} people have a template in space {}: {} serve no templates any more",
        renewed,
        enrolled,
        space,
        companions.stream().map(Serving::id).toList());
  }

  /** Writes down what is kept now. */
  void remember(Slot slot) {
    Choice choice = works.memory().choice(slot.name());
    works.memory().choose(slot.name(), choice.with(Works.companions(slot)));
  }

  private void restore(Slot slot, Choice choice) {
    for (String id : choice.companions()) {
      try {
        Pack pack = works.library().pack(id);
        works.trust().check(pack, Use.KEEP);
        Lineup now = slot.lineup();
        boolean there =
            Stream.concat(Stream.ofNullable(now.active()), now.companions().stream())
                .anyMatch(one -> sameSpace(one, pack));
        if (!there) {
          // The model before a watch that goes on is loaded already.
          works.place(slot, pack, (all, kept) -> all.with(joined(all.companions(), kept)));
        }
      } catch (ModelException e) {
        LOG.warn("The templates of {} cannot be served: {}", id, e.getMessage(), e.getCause());
        works.problems().put(id, e);
      }
    }
  }

  private static boolean sameSpace(Serving serving, Pack pack) {
    return serving.pack().manifest().space().equals(pack.manifest().space());
  }

  private static List<Serving> joined(List<Serving> companions, Serving loaded) {
    List<Serving> joined = new ArrayList<>(companions);
    joined.add(loaded);
    return joined;
  }
}
