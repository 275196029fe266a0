// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.door;

import org.osgi.service.component.annotations.Component;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorPolicy;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.Person;

/**
 * The house rules: only a claim that a live face confirms opens a door, and only one that this
 * person may open. Words never do; they change whom the bell reaches and what it says.
 */
@Component(service = DoorPolicy.class)
public final class DefaultDoorPolicy implements DoorPolicy {
  private static final String QUESTION = "Whom would you like to see, and what is it about?";

  @Override
  public Decision decide(VisitFacts facts) {
    if (facts.triage().map(Triage::intent).filter(Intent.EMERGENCY::equals).isPresent()) {
      return new Decision.Ring(true, "Somebody may be in danger: " + wish(facts.triage().get()));
    }
    if (facts.face().orElse(null) instanceof FaceAnswer.Spoof spoof) {
      return new Decision.Refuse("The pictures look like an artefact: " + spoof.reason());
    }
    if (facts.claimMade()) {
      return onClaim(facts);
    }
    return ring("a visitor without a code", facts);
  }

  private static Decision onClaim(VisitFacts facts) {
    if (facts.claimed().isEmpty()) {
      return ring("the code is not known", facts);
    }
    Person person = facts.claimed().get();
    FaceAnswer face = facts.face().orElse(null);
    if (face == null) {
      return ring("there is no picture to compare with the code", facts);
    }
    if (!(face instanceof FaceAnswer.Known known)) {
      return ring("the face does not confirm the code (" + face.reason() + ")", facts);
    }
    if (!known.person().equals(person.id())) {
      return ring("the face belongs to another person than the code", facts);
    }
    if (!person.doors().contains(facts.door())) {
      return ring(person.name() + " has no right to open " + facts.door(), facts);
    }
    return new Decision.Admit(person.id(), known.reason());
  }

  private static Decision ring(String why, VisitFacts facts) {
    if (facts.triage().isEmpty()) {
      return new Decision.Ring(false, sentence(why));
    }
    Triage triage = facts.triage().get();
    if (triage.intent() == Intent.UNCLEAR && facts.speechHeard() && facts.questionsAsked() < 1) {
      return new Decision.AskMore(QUESTION, sentence(why) + "; " + wish(triage));
    }
    return new Decision.Ring(false, sentence(why) + "; " + wish(triage));
  }

  private static String wish(Triage triage) {
    return "intent " + triage.intent() + " (" + triage.reason() + ")";
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
