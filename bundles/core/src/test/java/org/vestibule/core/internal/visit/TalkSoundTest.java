// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.Farewell;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreSettings;

/** What a conversation hears and says, and what the house says after it. */
class TalkSoundTest extends CallFixture {
  private final PaperLines lines = new PaperLines();

  @BeforeEach
  void sound() {
    house.rooms.lines.enter(lines);
    house.front().endless = true;
    house.front().chunks = 1_000_000;
  }

  @Test
  void withoutALineNobodyHearsAndWithoutALoudspeakerNobodySpeaks() throws Exception {
    house.rooms.lines.leave(lines);
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      assertRefused("no-audio", talk::hear);
      assertRefused("no-talk", talk::speak);
      assertThat(talk.over()).isFalse();
    }
  }

  @Test
  void bothWaysEndWithTheConversationAndAreTheSameEachTime() throws Exception {
    house.front().loudspeaker = true;
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    AudioFeed heard = talk.hear();
    TalkLine way = talk.speak();
    assertThat(talk.hear()).isSameAs(heard);
    assertThat(talk.speak()).isSameAs(way);
    assertThat(heard.format().sampleRate()).isEqualTo(16_000);
    assertThat(way.format().sampleRate()).isEqualTo(16_000);
    assertHeard(heard);
    assertThat(way.write(new AudioChunk(new short[320], 0))).isTrue();
    assertThat(house.front().spoken).as("at the station's 8 kHz").hasValue(160);
    Building.until(() -> lines.played.get() == 320);
    talk.close();
    assertThat(way.write(new AudioChunk(new short[320], 0))).isFalse();
    assertThat(heard.ended()).isTrue();
    assertThat(heard.next(Duration.ofMillis(10))).isEmpty();
    Building.until(() -> house.front().openTalks.get() == 0);
    assertThat(talk.speak()).isSameAs(way);
  }

  @Test
  void whoTalksTakesNoPlaceOfThoseWhoListen() throws Exception {
    VisitId id = ringing();
    AudioFeed first = house.reception.listen(id, "operator");
    AudioFeed second = house.reception.listen(id, "operator");
    try (Conversation talk = answered(id, RESIDENT)) {
      assertHeard(talk.hear());
    }
    first.close();
    second.close();
  }

  @Test
  void theStationsBundleIsReplacedInTheMiddle() throws Exception {
    house.front().loudspeaker = true;
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      AudioFeed heard = talk.hear();
      TalkLine way = talk.speak();
      assertHeard(heard);
      PaperStation before = house.front();
      before.endless = false;
      before.chunks = 1;
      before.gone = true;
      house.rooms.unbindStation(before, Map.of("service.id", 1L));
      PaperStation next = house.station("front");
      next.endless = true;
      next.loudspeaker = true;
      next.chunks = 1_000_000;
      Building.until(() -> speaks(way) && next.spoken.get() > 0);
      Building.until(() -> hears(heard) && next.listenedTo.get() == 1);
      assertThat(talk.over()).isFalse();
      assertThat(before.openTalks).hasValue(0);
    }
  }

  @Test
  void theAssistantIsSilentAndAsksNothingMore() throws Exception {
    ScriptedEar ear = new ScriptedEar().waits();
    assistant(ear);
    VisitId id = house.press();
    Building.until(() -> ear.wishes.size() == 1);
    Conversation talk = answered(id, RESIDENT);
    house.press();
    house.await(VisitUpdated.class, event -> event.what().equals("pressed"));
    assertThat(talks(id)).contains("phone");
    talk.close();
    house.closed(id);
    assertThat(ear.wishes).hasSize(1);
    assertThat(house.notices).as("nobody is called after somebody answered").isEmpty();
    Building.until(() -> house.ledger.actions().contains("visit-closed"));
    assertThat(audited("visit-closed").get(0)).containsEntry("dialogue", "overtaken");
  }

  @Test
  void whoLeavesLetsTheHouseSayTheRestAndThenTheVisitIsOver() throws Exception {
    for (Farewell last : List.of(Farewell.PARCEL_ROOM, Farewell.DECLINED, Farewell.ASSISTANT)) {
      VisitId id = ringing();
      Conversation talk = answered(id, RESIDENT);
      talk.leave(last);
      assertThat(talk.over()).isTrue();
      house.closed(id);
      String word = last == Farewell.PARCEL_ROOM ? "parcel-room" : "declined";
      assertThat(prompts(id)).as("without an assistant").containsExactly(word);
    }
  }

  @Test
  void theAssistantGoesOnWhereThereIsOne() throws Exception {
    ScriptedEar ear = new ScriptedEar().says("keys");
    assistant(ear);
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    ear.says("parcel");
    phones.stop();
    talk.leave(Farewell.ASSISTANT);
    house.closed(id);
    assertThat(prompts(id)).endsWith("greeting", "ask-wish", "parcel-room");
    assertThat(house.notices)
        .as("a call, then a quiet note")
        .extracting(Notice::quiet)
        .containsExactly(false, true);
  }

  private void assistant(ScriptedEar ear) throws Exception {
    house.settings =
        CoreSettings.of(
            Map.of(
                "assistant", "on",
                "routes", "delivery=parcel-room",
                "promptMillis", "0",
                "insistMillis", "0",
                "debounceMillis", "0",
                "lingerMillis", "0"));
    house.rooms.speech.enter(ear);
    house.rooms.triage.enter(DialogueFixture::sorted);
    assertThat(DialogueFixture.sorted("parcel").intent()).isEqualTo(Intent.DELIVERY);
  }

  private List<String> prompts(VisitId id) {
    return house.all(VisitUpdated.class).stream()
        .filter(event -> event.what().equals("prompt") && event.after().id().equals(id))
        .map(event -> event.after().prompt().get())
        .toList();
  }

  private static boolean speaks(TalkLine way) {
    try {
      return way.write(new AudioChunk(new short[320], System.nanoTime()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hears(AudioFeed feed) {
    try {
      Optional<AudioChunk> chunk = feed.next(Duration.ofMillis(20));
      return chunk.isPresent();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertHeard(AudioFeed feed) {
    Building.until(() -> hears(feed));
  }
}
