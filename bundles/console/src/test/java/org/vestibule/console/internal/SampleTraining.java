// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.intent.TriageLabel;
import org.vestibule.api.intent.TriageTraining;
import org.vestibule.api.people.PersonId;

/** Notes what it is taught, and refuses when it is told to. */
final class SampleTraining implements TriageTraining {
  final List<String> by = new ArrayList<>();
  final List<TaughtUtterance> taught = new ArrayList<>();
  String refusal = "";

  @Override
  public List<TriageLabel> labels() {
    return List.of(
        new TriageLabel("delivery", "Delivery", Intent.DELIVERY, false, 3),
        new TriageLabel("guest", "Guest", Intent.GUEST, false, 0),
        new TriageLabel("estate-agent", "Estate agent", Intent.VENDOR, true, 1));
  }

  @Override
  public TriageLabel define(String name, String title, Intent intent, String who) {
    return new TriageLabel(name, title, intent, true, 0);
  }

  @Override
  public void remove(String name, String who) {
    by.add(who);
  }

  @Override
  public TaughtUtterance teach(String label, String text, PersonId person, String who)
      throws VestibuleException {
    return teach(label, text, who);
  }

  @Override
  public TaughtUtterance teach(String label, String text, String who) throws VestibuleException {
    if (!refusal.isEmpty()) {
      throw new VestibuleException(refusal, "utterance", "found", "allowed", "remedy");
    }
    by.add(who);
    taught.add(new TaughtUtterance("u-1", label, text, Instant.EPOCH, Optional.empty()));
    return taught.get(0);
  }

  @Override
  public void withdraw(String id, String who) {
    by.add(who);
    taught.removeIf(utterance -> utterance.id().equals(id));
  }

  @Override
  public List<TaughtUtterance> taught() {
    return taught;
  }

  @Override
  public String train(String who) {
    by.add(who);
    return "visitor-intent-site@1.0.0";
  }

  @Override
  public String progress() {
    return "Fitting";
  }
}
