// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import java.util.Arrays;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.visit.VisitStory;

/**
 * What the visitor is shown: one word for the panel and one fixed sentence. Never a name, a score
 * or a reason, whatever the story holds.
 */
enum VisitorWords {
  RINGING("ringing", "The bell rings. Somebody will answer."),
  OPENED("opened", "The door is open. Please come in."),
  REFUSED("refused", "The door stays closed. Please ring if you need help."),
  PLEASE_WAIT("please-wait", "Please wait a moment."),
  PLEASE_SAY_AGAIN("please-say-again", "Please say again why you are here."),
  PLEASE_ENTER_CODE("please-enter-code", "Please enter your code."),
  PLEASE_TURN_LEFT(FaceChallenge.TURN_LEFT),
  PLEASE_TURN_RIGHT(FaceChallenge.TURN_RIGHT),
  PLEASE_BLINK(FaceChallenge.BLINK),
  PLEASE_COME_CLOSER(FaceChallenge.COME_CLOSER);

  private final String word;
  private final String sentence;

  VisitorWords(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  VisitorWords(FaceChallenge challenge) {
    this("please-" + challenge.word(), challenge.sentence() + ".");
  }

  String word() {
    return word;
  }

  String sentence() {
    return sentence;
  }

  /** Returns what to show for a visit. */
  static VisitorWords of(VisitStory story) {
    if (story.outcome().isPresent()) {
      return story.outcome().get() instanceof DoorOutcome.Opened ? OPENED : PLEASE_WAIT;
    }
    Decision decision = story.decision().orElse(null);
    if (decision instanceof Decision.Admit) {
      return PLEASE_WAIT;
    }
    if (decision instanceof Decision.Refuse) {
      return REFUSED;
    }
    if (story.closedAt().isEmpty() && story.challenge().isPresent()) {
      return challenge(story.challenge().get());
    }
    if (decision instanceof Decision.AskMore ask) {
      return ask.code() ? PLEASE_ENTER_CODE : PLEASE_SAY_AGAIN;
    }
    return decision == null ? PLEASE_WAIT : RINGING;
  }

  private static VisitorWords challenge(String word) {
    return Arrays.stream(values())
        .filter(words -> words.word.equals("please-" + word))
        .findFirst()
        .orElse(PLEASE_WAIT);
  }
}
