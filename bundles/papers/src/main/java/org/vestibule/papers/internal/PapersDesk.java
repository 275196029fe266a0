// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.papers.Papers;
import org.vestibule.api.store.SealedShelves;

/** The papers without their container. Thread-safe. */
final class PapersDesk implements Papers {
  private static final int MOST_NOTE = 500;

  private final Supplier<Wiring> wiring;
  private final Supplier<Optional<SealedShelves>> shelves;
  private final Supplier<Optional<AuditTrail>> audit;
  private final Clock clock;
  private final Drifts drifts;
  private final SignOffs signOffs = new SignOffs();

  PapersDesk(
      Supplier<Wiring> wiring,
      Supplier<Optional<SealedShelves>> shelves,
      Supplier<Optional<AuditTrail>> audit,
      Clock clock) {
    this.wiring = wiring;
    this.shelves = shelves;
    this.audit = audit;
    this.clock = clock;
    this.drifts = new Drifts(clock);
  }

  @Override
  public Paper paper(Kind kind, String language) throws VestibuleException {
    List<String> languages = kind == Kind.NOTICE ? DoorNotice.LANGUAGES : List.of("en");
    if (!languages.contains(language)) {
      throw new VestibuleException(
          "unknown-language",
          "language of the paper",
          "'" + (language.length() > 20 ? language.substring(0, 20) : language) + "'",
          String.join(", ", languages),
          "Ask for one of these.");
    }
    Facts facts = facts();
    String text =
        switch (kind) {
          case RECORD_OF_PROCESSING -> RecordOfProcessing.of(facts);
          case IMPACT_ASSESSMENT -> ImpactAssessment.of(facts);
          case NOTICE -> DoorNotice.of(facts, language);
          case POLICY -> PublicPolicy.of(facts);
        };
    return new Paper(kind, language, text, facts.json(), facts.digest());
  }

  @Override
  public List<Drift> drift() {
    return signOffs
        .last(shelves.get())
        .map(signed -> drifts.between(signed.facts(), facts()))
        .orElse(List.of());
  }

  @Override
  public SignOff signOff(String digest, String note) throws VestibuleException {
    Facts facts = facts();
    if (!facts.digest().equals(digest)) {
      throw new VestibuleException(
          "papers-changed",
          "digest of what was read",
          digest.length() > 64 ? digest.substring(0, 64) : digest,
          "the digest of the papers as they are now",
          "Read the papers again, and sign with their digest.");
    }
    if (note.length() > MOST_NOTE) {
      throw new VestibuleException(
          "note-too-long",
          "note of the sign-off",
          note.length() + " characters",
          "at most " + MOST_NOTE,
          "Shorten it.");
    }
    SealedShelves shelf = shelves.get().orElseThrow(() -> missing("the store"));
    AuditTrail trail = audit.get().orElseThrow(() -> missing("the audit"));
    SignOff by = new SignOff(digest, Acting.now().subject(), clock.instant(), note);
    // A locked vault says so before the audit tells of a signature that could not be kept.
    SignOffs.requireOpen(shelf);
    trail.record(by.by(), "papers-signed", Map.of("digest", digest, "note", note));
    signOffs.keep(shelf, by, facts);
    return by;
  }

  @Override
  public Optional<SignOff> lastSignOff() {
    return signOffs.last(shelves.get()).map(SignOffs.Signed::by);
  }

  /** Returns whether it is known by now whether somebody signed. */
  boolean known() {
    return signOffs.known();
  }

  private Facts facts() {
    return FactFinder.find(wiring.get());
  }

  private static VestibuleException missing(String what) {
    return new VestibuleException(
        "room-empty", what, "it is not installed or stopped", "one service", "Install its feature");
  }
}
