// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.people.Person;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechEvent.FinalText;

/**
 * Which question follows from an answer: a wish, then for a guest whom they would like to see, by
 * name or by a number that is read back. On the visit's thread only.
 */
final class Course {
  private final Dialogue dialogue;
  private final Residents residents;
  private final Supplier<Optional<String>> rang;
  private boolean unclear;
  private String number = "";
  private Optional<String> wanted = Optional.empty();
  private Optional<String> unit = Optional.empty();

  /**
   * @param rang whom the visitor rang for, if there is a button for each: then nobody asks
   */
  Course(Dialogue dialogue, Residents residents, Supplier<Optional<String>> rang) {
    this.dialogue = dialogue;
    this.residents = residents;
    this.rang = rang;
  }

  /** Returns whom the visitor would like to see, fit for a reason: a resident or a number. */
  Optional<String> wanted() {
    return wanted;
  }

  /** Returns the unit of whom the visitor would like to see, as the house numbers it. */
  Optional<String> unit() {
    return unit;
  }

  /** Something was said. */
  void answered(Question question, Answer answer) {
    FinalText said = answer.said().get();
    Spoken spoken = new Spoken(said.text());
    Intent intent = answer.triage().get().intent();
    // "I am the delivery person" is a wish, and not one for a person.
    boolean wish = question == Question.WISH && intent != Intent.UNCLEAR && intent != Intent.OTHER;
    if (!wish && spoken.human()) {
      dialogue.finish(Dialogue.End.HUMAN);
      return;
    }
    switch (question) {
      case WISH -> wish(intent, said, spoken);
      case WHOM -> {
        if (!whom(said, spoken.number())) {
          dialogue.finish(Dialogue.End.ANSWERED);
        }
      }
      case UNIT -> spoken.number().ifPresentOrElse(this::readBack, () -> again(question));
      case RIGHT ->
          spoken
              .choice()
              .ifPresentOrElse(yes -> confirmed(yes, Dialogue.End.ANSWERED), () -> again(question));
    }
  }

  private void wish(Intent intent, FinalText said, Spoken spoken) {
    if (intent == Intent.UNCLEAR) {
      again(Question.WISH);
    } else if (intent != Intent.GUEST || rang.get().isPresent()) {
      dialogue.finish(Dialogue.End.ANSWERED);
    } else if (!whom(said, spoken.namesPlace() ? spoken.number() : Optional.empty())) {
      if (residents.none()) {
        dialogue.ask(Question.UNIT, Prompt.ASK_UNIT);
      } else {
        dialogue.ask(Question.WHOM, Prompt.ASK_WHOM);
      }
    }
  }

  /** Nothing that follows tells the visitor whether the name is known here. */
  private boolean whom(FinalText said, Optional<String> place) {
    Optional<Person> person = residents.named(said);
    if (person.isPresent()) {
      String where = person.get().unit();
      unit = Optional.of(where).filter(text -> !text.isBlank());
      wanted = Optional.of(person.get().name() + unit.map(text -> ", unit " + text).orElse(""));
      dialogue.finish(Dialogue.End.ANSWERED);
      return true;
    }
    place.ifPresent(this::readBack);
    return place.isPresent();
  }

  private void readBack(String digits) {
    number = digits;
    List<Prompt> prompts = new ArrayList<>(List.of(Prompt.YOU_SAID));
    digits.chars().forEach(digit -> prompts.add(Prompt.digit(digit - '0')));
    prompts.add(Prompt.IS_THAT_RIGHT);
    dialogue.ask(Question.RIGHT, prompts.toArray(Prompt[]::new));
  }

  /** The number that was read back is right, or it is to be entered. */
  void confirmed(boolean yes, Dialogue.End how) {
    if (yes) {
      unit(number, how);
    } else {
      dialogue.ask(Question.UNIT, Prompt.USE_KEYPAD);
    }
  }

  /** The number of the apartment is certain. */
  void unit(String digits, Dialogue.End how) {
    unit = Optional.of(digits);
    wanted = Optional.of("unit " + digits);
    dialogue.finish(how);
  }

  /** It was not understood: once more, and then a person. */
  void again(Question question) {
    if (unclear) {
      dialogue.finish(Dialogue.End.UNCLEAR);
    } else {
      unclear = true;
      dialogue.ask(question, Prompt.SAY_AGAIN);
    }
  }
}
