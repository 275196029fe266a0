// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelState;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/**
 * Stops what nobody may trust any more, once the trust file has changed; the model before takes
 * over, or the next of the list. Used by the store's worker.
 */
final class TrustReview {
  private static final Logger LOG = LoggerFactory.getLogger(TrustReview.class);

  /** These say something about a pack and its signer; others say that the file cannot be read. */
  private static final Set<String> STOPPING =
      Set.of(
          "model-unsigned",
          "model-signature-wrong",
          "model-signer-unknown",
          "model-signer-revoked",
          "model-signer-not-allowed");

  private final Works works;
  private final Opening opening;
  private String seen;

  TrustReview(Works works, Opening opening) {
    this.works = works;
    this.opening = opening;
    this.seen = works.trust().version();
  }

  /** Looks whether the trust file has changed, and acts on it; returns whether it had. */
  boolean review() {
    String version = works.trust().version();
    if (version.equals(seen)) {
      return false;
    }
    seen = version;
    Map<Serving, ModelException> stopped = new LinkedHashMap<>();
    works.table().all().values().forEach(slot -> stopped.putAll(distrusted(slot.lineup())));
    opening.serveAll("signer-changed");
    works.table().all().values().forEach(slot -> stop(slot, stopped));
    stopped.forEach(this::note);
    return true;
  }

  private Map<Serving, ModelException> distrusted(Lineup lineup) {
    Map<Serving, ModelException> distrusted = new LinkedHashMap<>();
    for (Serving serving : lineup.all()) {
      boolean shadow =
          lineup.candidate() != null
              && lineup.candidate().serving() == serving
              && lineup.candidate().phase() == ModelState.SHADOW;
      try {
        works.trust().check(serving.pack(), shadow ? Use.TRIAL : Use.KEEP);
      } catch (ModelException e) {
        if (STOPPING.contains(e.code())) {
          distrusted.put(serving, e);
        }
      }
    }
    return distrusted;
  }

  private void stop(Slot slot, Map<Serving, ModelException> stopped) {
    Lineup was = slot.change(lineup -> left(lineup, stopped));
    Lineup now = slot.lineup();
    if (was != now && (was.watch() != now.watch() || was.candidate() != now.candidate())) {
      was.end("The signer of a model in it is not trusted any more.");
    }
    if (was.active() != null && now.active() == null) {
      slot.problem(stopped.get(was.active()));
      works.journal().changed(slot.name(), was.active().id(), "", "signer-changed");
    }
  }

  private static Lineup left(Lineup lineup, Map<Serving, ModelException> stopped) {
    return lineup.all().stream().anyMatch(stopped::containsKey)
        ? lineup.without(stopped::containsKey)
        : lineup;
  }

  private void note(Serving serving, ModelException why) {
    Pack pack = serving.pack();
    LOG.warn("{} is stopped: {}", serving.id(), why.getMessage());
    works.problems().put(serving.id(), why);
    works
        .journal()
        .note(
            Journal.ITSELF,
            "model-refused",
            Journal.with(Journal.details(pack, works.signer(pack)), "reason", why.getMessage()));
  }
}
