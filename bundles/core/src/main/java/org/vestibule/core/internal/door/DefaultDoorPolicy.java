// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.door;

import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorPolicy;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.Person;
import org.vestibule.core.internal.AssistantSettings;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.RouteTarget;
import org.vestibule.core.internal.SettingsHolder;
import org.vestibule.core.internal.StepUp;

/**
 * The house rules: only a live face opens a door, of somebody who said who they are or, where the
 * site identifies, of somebody who is recognised; and only a door that this person may open. A
 * person who is recognised may be asked for their code first. Words never open a door; they change
 * whom the bell reaches, whether it rings, and what it says.
 */
@Component(service = DoorPolicy.class)
public final class DefaultDoorPolicy implements DoorPolicy {
  private static final String QUESTION = "Whom would you like to see, and what is it about?";
  private static final String CODE = "Please enter your code";

  private final Supplier<CoreSettings> settings;

  /** Follows the configuration. */
  @Activate
  public DefaultDoorPolicy(@Reference SettingsHolder settings) {
    this(settings::now);
  }

  private DefaultDoorPolicy(Supplier<CoreSettings> settings) {
    this.settings = settings;
  }

  /**
   * Returns the rules outside a container.
   *
   * @param settings when somebody who was recognised without a code is asked for theirs, and who is
   *     called for which wish
   */
  public static DefaultDoorPolicy of(Supplier<CoreSettings> settings) {
    return new DefaultDoorPolicy(settings);
  }

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
    return facts
        .identified()
        .map(person -> onIdentified(person, facts))
        .orElseGet(() -> visitor(facts));
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

  private Decision onIdentified(Person person, VisitFacts facts) {
    if (!person.doors().contains(facts.door())) {
      return ring(person.name() + " has no right to open " + facts.door(), facts);
    }
    StepUp when = settings.get().stepUp();
    FaceAnswer face = facts.face().orElse(null);
    if (face instanceof FaceAnswer.Known known && known.person().equals(person.id())) {
      return when == StepUp.ALWAYS
          ? new Decision.AskMore(
              CODE, "Whoever is recognised is asked for their code: " + known.reason(), true)
          : new Decision.Admit(person.id(), known.reason());
    }
    if (face instanceof FaceAnswer.Unproven unproven && when != StepUp.NEVER) {
      return new Decision.AskMore(
          CODE, "Nothing proves that the face is alive: " + unproven.reason(), true);
    }
    return visitor(facts);
  }

  /** Where the house asks visitors what they want, it also says who is called for it. */
  private Decision visitor(VisitFacts facts) {
    Decision usual = ring("a visitor without a code", facts);
    AssistantSettings assistant = settings.get().assistant();
    if (!assistant.on() || facts.triage().isEmpty() || !(usual instanceof Decision.Ring)) {
      return usual;
    }
    RouteTarget target = assistant.routing().target(facts.triage().get());
    return target
        .audience()
        .<Decision>map(audience -> new Decision.Ring(false, usual.reason(), audience))
        .or(() -> target.direction().map(said -> new Decision.Direct(said, usual.reason())))
        .orElse(usual);
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
