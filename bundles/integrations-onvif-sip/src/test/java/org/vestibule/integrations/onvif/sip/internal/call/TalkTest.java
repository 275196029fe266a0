// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.visit.Conversation.Farewell;
import org.vestibule.integrations.onvif.sip.internal.call.FakeVisits.Talking;

class TalkTest {
  private House house;
  private FakeMedia.Session phone;
  private Talking visitor;

  @BeforeEach
  void open() throws Exception {
    house = new House();
    house.agent.phone("hall", "", true);
    house.agent.phone("lobby", "", false, "lobby");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void soundGoesBothWaysUnchangedAndInOrder() throws Exception {
    answer("", "hall");
    for (int i = 0; i < 50; i++) {
      phone.heard.chunks.add(chunk(i));
      visitor.visitor.chunks.add(chunk(1000 + i));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(next(visitor.loudspeaker).samples()[0]).isEqualTo((short) i);
      assertThat(next(phone.said).samples()[0]).isEqualTo((short) (1000 + i));
    }
  }

  @Test
  void aLoudspeakerThatIsStillInUseIsWaitedFor() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    take();
    visitor.busy = 3;
    House.await(() -> says(7));
  }

  @Test
  void aVisitorWhoCannotBeHeardStillHears() throws Exception {
    house.rings("");
    phone = house.media.sessions.get(0);
    house.agent.last("hall").answers("sdp");
    take();
    visitor.deaf = Optional.of("no-audio");
    House.await(() -> says(7));
  }

  @Test
  void aKeyOpensOnceAndIsConfirmedByTwoBeeps() throws Exception {
    answer("", "hall");
    phone.press('9');
    phone.press('9');
    House.await(() -> visitor.opened.get() == 1);
    assertThat(beeps()).isEqualTo(List.of("high", "silence", "high"));
    phone.press('9');
    house.agent.last("hall").info('9');
    phone.press('9');
    assertThat(visitor.opened).hasValue(1);
    assertThat(house.ends()).isEmpty();
  }

  @Test
  void aDoorThatDidNotOpenMayBeTriedAgain() throws Exception {
    answer("", "hall");
    visitor.outcome = new DoorOutcome.TimedOut("No answer.");
    phone.press('9');
    assertThat(beeps()).isEqualTo(List.of("low"));
    visitor.outcome = new DoorOutcome.Opened("Open.", 1);
    phone.press('9');
    House.await(() -> visitor.opened.get() == 2);
  }

  @Test
  void aPhoneThatMayNotOpenHearsThat() throws Exception {
    answer("lobby", "lobby");
    phone.press('9');
    assertThat(beeps()).isEqualTo(List.of("low"));
    assertThat(house.visits.answered.get(0).opens()).isFalse();
  }

  @Test
  void aKeyByInfoCountsAndTheSameByBothWaysIsOne() throws Exception {
    answer("", "hall");
    visitor.outcome = new DoorOutcome.TimedOut("No answer.");
    phone.press('9');
    house.agent.last("hall").info('9');
    assertThat(beeps()).isEqualTo(List.of("low"));
    assertThat(visitor.opened).hasValue(1);
    house.agent.last("hall").info('9');
    House.await(() -> visitor.opened.get() == 2);
  }

  @Test
  void beforeItIsAnsweredAKeyDoesNothing() throws Exception {
    house.rings("");
    phone = house.media.sessions.get(0);
    phone.press('9');
    house.agent.last("hall").info('9');
    house.agent.last("hall").answers("sdp");
    take();
    phone.heard.chunks.add(chunk(7));
    assertThat(next(visitor.loudspeaker).samples()[0]).isEqualTo((short) 7);
    assertThat(visitor.opened).hasValue(0);
  }

  @Test
  void theOtherKeysSendTheVisitorWhereTheySay() throws Exception {
    Map<Character, Farewell> keys =
        Map.of('7', Farewell.PARCEL_ROOM, '8', Farewell.DECLINED, '5', Farewell.ASSISTANT);
    for (Map.Entry<Character, Farewell> key : keys.entrySet()) {
      try (House fresh = new House()) {
        fresh.agent.phone("hall", "", true);
        fresh.rings("");
        fresh.agent.last("hall").answers("sdp");
        fresh.media.sessions.get(0).press(key.getKey());
        House.await(() -> fresh.ends().equals(List.of("handed-over")));
        assertThat(fresh.visits.conversation(House.VISIT).farewells)
            .containsExactly(key.getValue());
        assertThat(fresh.agent.last("hall").said).containsExactly("BYE");
      }
    }
  }

  @Test
  void keysThatAreOffDoNothing() throws Exception {
    house.configure(Map.of("openKeys", "", "declineKeys", "", "assistantKeys", "5"));
    answer("", "hall");
    phone.press('9');
    phone.press('8');
    phone.press('5');
    House.await(() -> house.ends().equals(List.of("handed-over")));
    assertThat(visitor.opened).hasValue(0);
    assertThat(visitor.farewells).containsExactly(Farewell.ASSISTANT);
  }

  private void answer(String unit, String user) throws Exception {
    house.rings(unit);
    house.agent.last(user).answers("sdp");
    take();
  }

  private void take() {
    phone = house.media.sessions.get(0);
    visitor = house.visits.conversation(House.VISIT);
  }

  /** The resident says something; returns whether the visitor has heard something by now. */
  private boolean says(int value) {
    phone.heard.chunks.add(chunk(value));
    return !visitor.loudspeaker.chunks.isEmpty();
  }

  private static AudioChunk chunk(int value) {
    short[] samples = new short[Tones.CHUNK];
    samples[0] = (short) value;
    return new AudioChunk(samples, System.nanoTime());
  }

  private static AudioChunk next(FakeMedia.Pipe pipe) throws InterruptedException {
    AudioChunk chunk = pipe.chunks.poll(60, TimeUnit.SECONDS);
    assertThat(chunk).as("a chunk").isNotNull();
    return chunk;
  }

  /** Returns what the resident hears next, told by its pitch. */
  private List<String> beeps() throws InterruptedException {
    List<String> heard = new ArrayList<>();
    boolean low = false;
    for (int chunks = 0; chunks < (low ? 35 : 16); chunks++) {
      String pitch = pitch(next(phone.said).samples());
      low |= pitch.equals("low");
      if (heard.isEmpty() || !heard.get(heard.size() - 1).equals(pitch)) {
        heard.add(pitch);
      }
    }
    return heard;
  }

  private static String pitch(short[] samples) {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
    }
    return crossings == 0 ? "silence" : crossings > 20 ? "high" : "low";
  }
}
