// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** A journal in memory that may refuse. */
class PaperJournal implements VisitJournal {
  final List<Chronicle.Page> kept = new CopyOnWriteArrayList<>();

  final List<VisitPicture> pictures = new CopyOnWriteArrayList<>();

  final List<String> said = new CopyOnWriteArrayList<>();

  /** While it is not null nothing is taken. */
  volatile String refusal;

  @Override
  public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> shown)
      throws VestibuleException {
    if (refusal != null) {
      throw new VestibuleException(refusal, "the journal", refusal, "-", "-");
    }
    kept.add(new Chronicle.Page(story, named, true));
    pictures.addAll(shown);
    return true;
  }

  @Override
  public boolean correct(VisitId id, VisitCorrection correction) throws VestibuleException {
    String code = refusal == null && !ids().contains(id) ? "unknown-visit" : refusal;
    if (code != null) {
      throw new VestibuleException(code, "the journal", code, "-", "-");
    }
    said.add(id + " " + correction.what().word() + correction.label().map(" "::concat).orElse(""));
    return true;
  }

  @Override
  public void uncorrect(VisitId id, VisitCorrection.What what) {
    said.removeIf(each -> each.startsWith(id + " " + what.word()));
  }

  List<VisitId> ids() {
    return kept.stream().map(page -> page.story().id()).toList();
  }

  @Override
  public Optional<VisitStory> find(VisitId id) {
    throw new AssertionError("the core only writes");
  }

  @Override
  public Page page(Wish wish, Predicate<VisitStory> wanted) {
    throw new AssertionError("the core only writes");
  }
}
