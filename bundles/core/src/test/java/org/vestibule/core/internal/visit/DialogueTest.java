// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** What the assistant asks, who is called then, and every way to a person. */
class DialogueTest extends DialogueFixture {
  /** How a dialogue may end that is no answer. */
  record Ending(String name, ScriptedEar script, String word) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending("says nothing", new ScriptedEar().isSilent(), "timeout"),
        new Ending("never ends", new ScriptedEar().waits(), "timeout"),
        new Ending("the recogniser breaks", new ScriptedEar().fails(), "failed"),
        new Ending("the recogniser refuses", new ScriptedEar(), "failed"),
        new Ending("unclear twice", new ScriptedEar().says("hm").says("hm"), "unclear"),
        new Ending("mumbles twice", new ScriptedEar().mumbles().mumbles(), "unclear"),
        new Ending("asks for help", new ScriptedEar().says(VoiceCommand.HELP), "human"),
        new Ending("cancels", new ScriptedEar().says(VoiceCommand.CANCEL), "human"),
        new Ending("wants a person", new ScriptedEar().says("a human please"), "human"),
        new Ending("speaks another language", new ScriptedEar().says("bonjour"), "answered"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void whateverIsNoAnswerRingsOnceAndOpensNothing(Ending ending) throws Exception {
    set(Map.of("dialogueMillis", "3000", "questionMillis", "10000", "visitLimitMillis", "20000"));
    house.rooms.speech.enter(ending.script());
    VisitStory story = house.visit();
    assertThat(calls()).extracting(Notice::audience).containsExactly(Audience.RESIDENTS);
    assertThat(calls()).extracting(Notice::urgent).containsExactly(false);
    assertThat(audited(story.id())).containsEntry("dialogue", ending.word());
    assertThat(house.orders).isEmpty();
  }

  @Test
  void whoPressesAgainIsPutThroughAtOnce() throws Exception {
    ear.waits();
    VisitId id = house.press();
    awaitPrompt("ask-wish");
    assertThat(calls()).isEmpty();
    assertThat(house.press()).isEqualTo(id);
    Building.until(() -> calls().size() == 1);
    house.reception.stop();
    assertThat(audited(id)).containsEntry("dialogue", "human").containsEntry("calls", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0#", "*", "1234567"})
  void theKeypadReachesAPerson(String keys) throws Exception {
    ear.waits();
    VisitId id = house.press();
    awaitPrompt("ask-wish");
    house.reception.keyed(id, keys);
    Building.until(() -> calls().size() == 1);
    house.reception.stop();
    assertThat(audited(id)).containsEntry("dialogue", "human");
  }

  @Test
  void keysThatAreNoneAreRefused() throws Exception {
    VisitId id = house.press();
    for (String keys : List.of("", "a", "1".repeat(33))) {
      assertThatThrownBy(() -> house.reception.keyed(id, keys))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("keys-invalid"));
    }
    assertThatThrownBy(() -> house.reception.keyed(new VisitId("v-0"), "1"))
        .hasMessageContaining("not among the last");
  }

  @Test
  void whatCannotBeSortedOrHeardIsNotAskedFor() throws Exception {
    house.rooms.triage.leave(house.rooms.triage.now().get());
    set(Map.of("replacementMillis", "0"));
    ear.says("parcel");
    VisitStory story = house.visit();
    assertThat(prompts(story.id())).isEmpty();
    assertRangOnce(story, false);
  }

  @Test
  void anEmergencyIsUrgentAtAnyQuestion() throws Exception {
    ear.says("visiting").says("fire fire");
    VisitStory story = house.visit();
    assertThat(calls()).extracting(Notice::audience).containsExactly(Audience.EVERYBODY);
    assertThat(calls()).extracting(Notice::urgent).containsExactly(true);
    assertThat(prompts(story.id())).contains("ask-whom").endsWith("emergency");
    assertThat(audited(story.id())).containsEntry("dialogue", "emergency");
  }

  @Test
  void aCourierIsSentToTheParcelRoomAndNobodyIsCalled() throws Exception {
    ear.says("parcel for anna");
    VisitStory story = house.visit();
    assertThat(story.decision()).containsInstanceOf(Decision.Direct.class);
    assertThat(prompts(story.id())).containsExactly("greeting", "ask-wish", "parcel-room");
    assertThat(house.notices).extracting(Notice::quiet).containsExactly(true);
    assertThat(audited(story.id()))
        .containsEntry("decision", "direct")
        .containsEntry("route", "parcel-room")
        .containsEntry("label", "delivery")
        .containsEntry("calls", "0")
        .containsEntry("questions", "1")
        .containsEntry("dialogue", "answered");
  }

  @Test
  void theWordForADeliveryIsEnough() throws Exception {
    ear.says(VoiceCommand.DELIVERY);
    VisitStory story = house.visit();
    assertThat(story.decision()).containsInstanceOf(Decision.Direct.class);
    assertThat(calls()).isEmpty();
  }

  @Test
  void withoutAParcelRoomACourierRings() throws Exception {
    set(Map.of("routes", "vendor=declined"));
    ear.says("parcel for anna");
    assertRangOnce(house.visit(), false);
  }

  @Test
  void whoIsDeclinedAndPressesAgainIsPutThrough() throws Exception {
    set(Map.of("insistMillis", "60000", "visitLimitMillis", "60000"));
    ear.says("selling brushes");
    VisitId id = house.press();
    awaitPrompt("declined");
    assertThat(calls()).isEmpty();
    assertThat(house.press()).isEqualTo(id);
    VisitStory story = house.closed(id);
    assertThat(story.decision()).containsInstanceOf(Decision.Ring.class);
    assertThat(calls()).extracting(Notice::audience).containsExactly(Audience.RESIDENTS);
    assertThat(audited(id)).containsEntry("calls", "1").containsEntry("called", "residents");
  }

  @Test
  void whoComesBackAtOnceIsNotAskedAgain() throws Exception {
    set(Map.of("insistMillis", "60000"));
    ear.says(VoiceCommand.HELP);
    house.visit();
    ear.says("other");
    VisitStory second = house.visit();
    assertThat(prompts(second.id())).isEmpty();
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aPlumberReachesTheManagerAndOnASecondPressTheResidents() throws Exception {
    set(Map.of("insistMillis", "60000"));
    ear.says("plumber").says("plumber");
    VisitStory story = house.visit();
    assertThat(prompts(story.id())).endsWith("manager-told");
    assertThat(audited(story.id())).containsEntry("called", "manager");
    house.visit();
    assertThat(calls())
        .extracting(Notice::audience)
        .containsExactly(Audience.MANAGER, Audience.RESIDENTS);
  }

  @Test
  void aGuestIsAskedForANameAndLearnsNothingOfWhoLivesHere() throws Exception {
    ear.says("visiting").says("to anna please");
    VisitStory known = house.visit();
    assertThat(known.decision().get().reason()).contains("asks for Anna, unit 1");
    ear.says("visiting").says("to zoe please");
    VisitStory unknown = house.visit();
    assertThat(unknown.decision().get().reason()).doesNotContain("asks for").doesNotContain("zoe");
    assertThat(prompts(unknown.id())).isEqualTo(prompts(known.id()));
    assertThat(ear.wishes.get(1).expects()).isEqualTo(Expectation.NAME);
    assertThat(ear.wishes.get(1).hints()).containsExactly("Anna");
  }

  @Test
  void anotherReadingOfANameCounts() throws Exception {
    ear.says("visiting").says("hannah", "anna");
    assertThat(house.visit().decision().get().reason()).contains("asks for Anna");
  }

  @Test
  void aNumberIsReadBackDigitByDigit() throws Exception {
    ear.says("visiting apartment twenty one").says(VoiceCommand.YES);
    VisitStory story = house.visit();
    assertThat(prompts(story.id()))
        .containsExactly(
            "greeting", "ask-wish", "you-said", "two", "one", "is-that-right", "ringing");
    assertThat(story.decision().get().reason()).endsWith("asks for unit 21");
  }

  @Test
  void aNumberThatIsWrongIsEnteredAndNoMoreThanThreeQuestionsAreAsked() throws Exception {
    ear.says("visiting unit 12").says("no").says("fourteen");
    VisitStory story = house.visit();
    assertThat(prompts(story.id())).contains("use-keypad").endsWith("ringing");
    assertThat(story.decision().get().reason()).doesNotContain("asks for");
    assertThat(audited(story.id())).containsEntry("questions", "3");
  }

  @Test
  void theKeypadAnswersEachQuestion() throws Exception {
    ear.waits();
    VisitId id = house.press();
    awaitListening(1);
    house.reception.keyed(id, "12#");
    VisitStory story = house.closed(id);
    assertThat(story.decision().get().reason()).endsWith("asks for unit 12");
    assertThat(audited(id)).containsEntry("dialogue", "keypad");
    ear.says("visiting unit 12").waits();
    VisitId second = house.press();
    awaitListening(3);
    house.reception.keyed(second, "1");
    assertThat(house.closed(second).decision().get().reason()).endsWith("asks for unit 12");
  }

  @Test
  void aCodeThatIsEnteredMeanwhileOpensForItsFace() throws Exception {
    house.sees(frame -> Building.known());
    ear.waits();
    VisitId id = house.press();
    awaitListening(1);
    assertThat(house.press(Building.CODE)).isEqualTo(id);
    VisitStory story = house.closed(id);
    assertThat(story.outcome()).containsInstanceOf(DoorOutcome.Opened.class);
    assertThat(calls()).isEmpty();
    assertThat(audited(id)).containsEntry("dialogue", "overtaken");
  }

  @Test
  void aPolicyThatSendsAwayWhoWasNotAskedIsNotFollowed() throws Exception {
    set(Map.of("assistant", "off"));
    house.rooms.policy.enter(
        facts -> new Decision.Direct(Decision.Direction.DECLINED, "nobody shall ring"));
    ear.says("selling brushes");
    assertRangOnce(house.visit(), false);
  }
}
