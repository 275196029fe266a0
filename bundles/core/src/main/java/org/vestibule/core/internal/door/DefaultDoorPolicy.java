// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.door;

import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorPolicy;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
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
 * The house rules: a live face opens a door, of somebody who said who they are or, where the site
 * identifies, of somebody who is recognised; and only a door that this person may open. A person
 * who is recognised may be asked for their code first. Where the house keeps rights they say who
 * may open which door, and may ask for a code beside the face, or take a code or a pass alone.
 * Words never open a door; they change whom the bell reaches, whether it rings, and what it says.
 */
@Component(service = DoorPolicy.class)
public final class DefaultDoorPolicy implements DoorPolicy {
  private static final String QUESTION = "Whom would you like to see, and what is it about?";
  private static final String CODE = "Please enter your code";
  private static final Set<EntryMethod> CODE_ALONE = Set.of(EntryMethod.CODE);

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
    Entitlement said = facts.entitlement().orElse(null);
    if (said instanceof Entitlement.Refused refused) {
      return ring(plain(refused.sentence()), facts);
    }
    if (said instanceof Entitlement.Granted granted && !granted.by().contains(EntryMethod.FACE)) {
      return new Decision.Admit(granted.person(), Trace.reason(granted));
    }
    if (facts.claimed().isEmpty()) {
      return ring("the code is not known", facts);
    }
    Person person = facts.claimed().get();
    FaceAnswer face = facts.face().orElse(null);
    if (face instanceof FaceAnswer.Known known) {
      return known.person().equals(person.id())
          ? onFace(person, known, facts)
          : ring("the face belongs to another person than the code", facts);
    }
    if (said instanceof Entitlement.MoreNeeded more && !(face instanceof FaceAnswer.Unknown)) {
      if (more.missing().contains(CODE_ALONE)) {
        return more(more, facts);
      }
    }
    return face == null
        ? ring("there is no picture to compare with the code", facts)
        : ring("the face does not confirm the code (" + face.reason() + ")", facts);
  }

  private Decision onIdentified(Person person, VisitFacts facts) {
    Entitlement said = facts.entitlement().orElse(null);
    if (said instanceof Entitlement.Refused refused) {
      return ring(plain(refused.sentence()), facts);
    }
    if (said == null && !person.doors().contains(facts.door())) {
      return ring(person.name() + " has no right to open " + facts.door(), facts);
    }
    StepUp when = settings.get().stepUp();
    FaceAnswer face = facts.face().orElse(null);
    if (face instanceof FaceAnswer.Known known && known.person().equals(person.id())) {
      Decision usual = onFace(person, known, facts);
      return when == StepUp.ALWAYS && usual instanceof Decision.Admit
          ? new Decision.AskMore(
              CODE, "Whoever is recognised is asked for their code: " + known.reason(), true)
          : usual;
    }
    if (face instanceof FaceAnswer.Unproven unproven && when != StepUp.NEVER) {
      return new Decision.AskMore(
          CODE, "Nothing proves that the face is alive: " + unproven.reason(), true);
    }
    return visitor(facts);
  }

  /** A face was recognised that is this person's, and no rights refuse them. */
  private static Decision onFace(Person person, FaceAnswer.Known known, VisitFacts facts) {
    Entitlement said = facts.entitlement().orElse(null);
    if (said instanceof Entitlement.MoreNeeded more) {
      return more(more, facts);
    }
    if (said instanceof Entitlement.Granted granted) {
      return granted.person().equals(person.id())
          ? new Decision.Admit(person.id(), known.reason() + Trace.appended(granted))
          : ring("the rights are another person's", facts);
    }
    return person.doors().contains(facts.door())
        ? new Decision.Admit(person.id(), known.reason())
        : ring(person.name() + " has no right to open " + facts.door(), facts);
  }

  private static Decision more(Entitlement.MoreNeeded more, VisitFacts facts) {
    String why = "at this door also needed: " + Trace.missing(more) + Trace.appended(more);
    return more.missing().contains(CODE_ALONE)
        ? new Decision.AskMore(CODE, sentence(why), true)
        : ring(why, facts);
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

  private static String plain(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
