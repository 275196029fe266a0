// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.Entitlement.Step;

/** Collects what was looked at. For one judgement, by one thread. */
final class Trace {
  private final List<Step> steps = new ArrayList<>();

  void holds(String rule, String sentence) {
    steps.add(new Step(rule, true, sentence));
  }

  void fails(String rule, String sentence) {
    steps.add(new Step(rule, false, sentence));
  }

  List<Step> steps() {
    return steps;
  }

  /** Ends with what decides. */
  Refused refused(String rule, String code, String sentence, Optional<Instant> from) {
    fails(rule, sentence);
    return new Entitlement.Refused(code, sentence, from, steps);
  }

  Refused refused(String rule, String code, String sentence) {
    return refused(rule, code, sentence, Optional.empty());
  }
}
