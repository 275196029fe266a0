// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * The parts that load, switch and watch under the present settings. {@link #watch}, {@link #infos}
 * and {@link #progress} may be used by all; the rest by the store's worker.
 */
final class Workshop {
  private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

  final Works works;
  final Switching switching;
  final RollOuts rollOuts;
  final Intake intake;
  private final Guard guard;
  private final Opening opening;
  private final Companions companions;
  private final TrustReview review;
  private final PackListing listing;
  private String tried = "";
  private volatile String interrupted = "";

  /**
   * @param later runs something on the store's worker
   * @param people gives {@code null} while nobody knows the people
   */
  Workshop(Works works, Consumer<Runnable> later, Supplier<PeopleDirectory> people) {
    this.works = works;
    guard = new Guard(works, later);
    switching = new Switching(works, guard);
    rollOuts = new RollOuts(works, switching, later);
    intake = new Intake(works);
    opening = new Opening(works, guard);
    companions = new Companions(works, people);
    review = new TrustReview(works, opening);
    listing = new PackListing(works);
  }

  /** Begins: what a process that ended left half done goes, then every slot is served. */
  void open() {
    if (works.table().loading()) {
      try {
        intake.sweep();
      } catch (ModelException e) {
        LOG.warn("{}", e.getMessage(), e);
      }
      works.memory().choices().forEach(this::noteInterrupted);
    }
    serveAll();
  }

  /** Serves every slot as well as it can be served now. */
  void serveAll() {
    tried = works.library().version();
    opening.serveAll("started");
    companions.restore();
    companions.review();
  }

  /** Looks at what changes without an order: signers, people, packs that were fetched. */
  void review(boolean ready) {
    if (review.review()) {
      tried = works.library().version();
      companions.restore();
    } else if (!ready && !works.library().version().equals(tried)) {
      serveAll();
    }
    companions.review();
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#rollBack}. */
  ModelManifest rollBack(String slotName, String who) throws ModelException {
    Slot slot = works.table().slot(slotName);
    if (rollOuts.end(slot, who)) {
      return slot.active().pack().manifest();
    }
    return switching.rollBack(slotName, who);
  }

  /** Closes what a runtime that goes away has loaded. */
  void drop(InferenceRuntime gone) {
    for (Slot slot : works.table().all().values()) {
      Serving active = slot.active();
      if (active != null && active.runtime() == gone) {
        slot.problem(
            new ModelException(
                "native-missing",
                "model pack " + active.id(),
                "the inference runtime has gone",
                "an inference runtime",
                "Start the bundle org.vestibule.runtime-onnx."));
      }
      Lineup was = slot.change(lineup -> lineup.without(loaded -> loaded.runtime() == gone));
      if (was != slot.lineup()) {
        was.end("The inference runtime has gone.");
      }
    }
  }

  /** Looks at every watch and every candidate. */
  void watch() {
    guard.look();
    rollOuts.look();
  }

  List<ModelInfo> infos() {
    return listing.infos();
  }

  /** Returns what is being done now, the worker's work before what runs beside the requests. */
  String progress() {
    String now = works.progress().sentence();
    return now.isEmpty()
        ? works.table().all().values().stream()
            .map(Slot::lineup)
            .flatMap(Workshop::underWay)
            .collect(Collectors.joining("; "))
        : now;
  }

  /** Returns what people should know of the last start, empty when nothing. */
  String interrupted() {
    return interrupted;
  }

  private static Stream<String> underWay(Lineup lineup) {
    return Stream.concat(
        Stream.ofNullable(lineup.candidate()).map(candidate -> candidate.judgement().sentence()),
        Stream.ofNullable(lineup.watch()).map(watch -> watch.judgement().sentence()));
  }

  private void noteInterrupted(String slot, Choice choice) {
    if (!choice.candidate().isEmpty()) {
      interrupted +=
          " The roll-out of " + choice.candidate() + " ended with the restart; begin it again.";
      works.memory().choose(slot, choice.rollingOut(""));
      LOG.warn("The roll-out of {} ended with the restart", choice.candidate());
    }
  }
}
