// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechEvent.CommandHeard;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.core.internal.CoreKey;

/**
 * Asks a visitor what they want before anybody is called: at most {@value #MOST} short questions,
 * bounded in time, and at any moment a way to a person. It opens no door and says of nobody whether
 * they live here; where it ends the house's rules decide who is called. On the visit's thread only.
 */
final class Dialogue {
  static final int MOST = 3;

  /** How it ended. */
  enum End {
    ANSWERED,
    KEYPAD,
    /** Nobody answered, or the whole took too long. */
    TIMEOUT,
    /** Words were not understood twice. */
    UNCLEAR,
    /** The visitor asked for a person. */
    HUMAN,
    FAILED,
    EMERGENCY,
    /** A face, a code or the end of the visit came first. */
    OVERTAKEN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Visit visit;
  private final Listening listening;
  private final Speaker speaker;
  private final Residents residents;
  private final Supplier<Optional<String>> rang;
  private Course course;
  private final Runnable over;
  private Optional<End> end = Optional.empty();
  private Question now = Question.WISH;
  private boolean active;
  private int asked;
  private int askedBefore;
  private Future<?> limit;

  /**
   * @param rang whom the visitor rang for, if there is a button for each
   * @param over told when it has ended by itself, and when words come after that
   */
  Dialogue(
      Visit visit,
      Listening listening,
      Speaker speaker,
      Supplier<Optional<String>> rang,
      Runnable over) {
    this.visit = visit;
    this.listening = listening;
    this.speaker = speaker;
    this.rang = rang;
    this.over = over;
    this.residents = new Residents(visit.desk.rooms(), visit.diary::about);
    this.course = new Course(this, residents, rang);
  }

  /** Returns whether an answer is awaited. */
  boolean active() {
    return active;
  }

  /** Returns how many questions were asked. */
  int asked() {
    return askedBefore + asked;
  }

  Optional<End> end() {
    return end;
  }

  /** Returns whom the visitor would like to see, fit for a reason: a resident or a number. */
  Optional<String> wanted() {
    return course.wanted();
  }

  /** Returns the unit of whom the visitor would like to see, as the house numbers it. */
  Optional<String> unit() {
    return course.unit();
  }

  /** Greets and asks; returns false where that is not possible, and then the bell rings. */
  boolean begin() {
    boolean sorts = visit.desk.rooms().triage.expected(visit.settings.millis(CoreKey.REPLACEMENT));
    if (!visit.assisted || !sorts || !listening.possible()) {
      return false;
    }
    active = true;
    limit = visit.after(visit.settings.millis(CoreKey.DIALOGUE), () -> finish(End.TIMEOUT));
    ask(Question.WISH, Prompt.GREETING, Prompt.ASK_WISH);
    return true;
  }

  /** Begins anew, after somebody of the house has talked with the visitor. */
  boolean beginAgain() {
    askedBefore += asked;
    asked = 0;
    end = Optional.empty();
    course = new Course(this, residents, rang);
    return begin();
  }

  /** Whoever presses the bell again wants a person, unless it is a bounce. */
  void pressed() {
    long since = visit.desk.ticks().nanos() - visit.openedNanos;
    if (since >= visit.settings.millis(CoreKey.DEBOUNCE).toNanos()) {
      finish(End.HUMAN);
    }
  }

  /** The keypad answers whatever was asked; what it does not answer calls a person. */
  void keyed(String digits) {
    if (now == Question.RIGHT && digits.matches("[12]")) {
      listening.stop();
      course.confirmed(digits.equals("1"), End.KEYPAD);
    } else if (digits.length() > SpokenNumber.MOST_DIGITS || digits.matches("0?")) {
      finish(End.HUMAN);
    } else {
      listening.stop();
      course.unit(digits, End.KEYPAD);
    }
  }

  /** Something else decides now. */
  void overtaken() {
    if (active) {
      close(End.OVERTAKEN);
      speaker.stop();
      listening.stop();
    }
  }

  /** Asks, unless enough was asked. */
  void ask(Question question, Prompt... prompts) {
    if (asked == MOST) {
      finish(End.ANSWERED);
      return;
    }
    asked++;
    now = question;
    speaker.say(List.of(prompts), () -> listen(question));
  }

  private void listen(Question question) {
    if (active) {
      SpeechWish wish =
          new SpeechWish(
              visit.settings.language(),
              visit.settings.millis(CoreKey.QUESTION),
              question.expects(),
              question == Question.WHOM ? residents.names() : List.of(),
              true);
      listening.begin(wish, question != Question.WISH, this::command, this::answered);
    }
  }

  private void command(CommandHeard heard) {
    VoiceCommand command = heard.command();
    if (!active) {
      return;
    }
    if (command == VoiceCommand.HELP || command == VoiceCommand.CANCEL) {
      finish(End.HUMAN); // What is being said is still listened to: it may be an emergency.
    } else if (now == Question.RIGHT && command.ordinal() <= VoiceCommand.NO.ordinal()) {
      listening.stop();
      course.confirmed(command == VoiceCommand.YES, End.ANSWERED);
    } else if (now == Question.WISH && command == VoiceCommand.DELIVERY) {
      listening.stop();
      String reason =
          String.format(Locale.ROOT, "The word for it was heard, %.2f sure", heard.confidence());
      listening.wants(new Triage(Intent.DELIVERY, heard.confidence(), reason, heard.model()));
      finish(End.ANSWERED);
    }
  }

  private void answered(Answer answer) {
    boolean emergency = answer.triage().filter(one -> one.intent() == Intent.EMERGENCY).isPresent();
    if (!active) {
      over.run();
    } else if (emergency) {
      finish(End.EMERGENCY);
    } else if (answer.end() == Answer.End.SILENCE) {
      finish(End.TIMEOUT);
    } else if (answer.end() == Answer.End.NO_WORDS) {
      course.again(now);
    } else if (answer.triage().isPresent()) {
      course.answered(now, answer);
    } else {
      finish(End.FAILED);
    }
  }

  /** Ends it and lets the house decide. */
  void finish(End how) {
    if (active) {
      close(how);
      over.run();
    }
  }

  private void close(End how) {
    active = false;
    end = Optional.of(how);
    limit.cancel(false);
  }
}
