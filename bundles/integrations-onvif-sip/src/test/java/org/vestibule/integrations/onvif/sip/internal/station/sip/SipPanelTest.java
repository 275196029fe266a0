// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Dialog;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;
import org.vestibule.integrations.onvif.sip.internal.call.FakeMedia;
import org.vestibule.integrations.onvif.sip.internal.call.FakeTicks;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;

class SipPanelTest {
  private static final VisitId VISIT = new VisitId("v-1");
  private static final VisitId NEXT = new VisitId("v-2");
  private static final Duration NOW = Duration.ZERO;

  private final FakeTicks ticks = new FakeTicks();
  private final FakeAgent agent = new FakeAgent();
  private final FakeMedia media = new FakeMedia();
  private final List<String> told = new ArrayList<>();
  private SipKind kind;
  private StationDevice panel;

  @BeforeEach
  void open() throws Exception {
    agent.panel("door", "front");
    agent.phone("hall", "", true);
    MediaWish wish = new MediaWish(List.of(SoundEncoding.PCMU), Protection.NONE);
    kind = new SipKind(uri -> wish, ticks, () -> {});
    kind.bindAgent(agent);
    kind.bindMedia(media);
    panel = configured(Map.of());
  }

  @AfterEach
  void close() throws Exception {
    kind.close();
    assertThat(media.open()).as("open media").isZero();
  }

  @Test
  void aCallOfThePanelIsTheBellAndIsAnsweredAtOnce() throws Exception {
    assertThat(panel.status().sentence()).isEqualTo("Panel door can be called");
    Dialog call = agent.call("door", "house", "offer");
    assertThat(told).containsExactly("pressed");
    assertThat(call.said).containsExactly("200 answer to offer");
    assertThat(panel.status().state()).isEqualTo(State.READY);
  }

  @Test
  void whatItDialsIsTheUnitThatIsWanted() throws Exception {
    agent.call("door", "4a", "offer");
    assertThat(told).containsExactly("pressed 4a");
  }

  @Test
  void whatNoUnitIsCalledRingsForWhoeverIsThere() throws Exception {
    for (String odd : List.of("4".repeat(64), "4\r\nFrom: house", "<b>4</b>", "%22", " ")) {
      told.clear();
      agent.call("door", odd, "offer");
      assertThat(told).as(odd).containsExactly("pressed");
    }
    told.clear();
    agent.call("door", "B-4.2_a*1#", "offer");
    assertThat(told).containsExactly("pressed B-4.2_a*1#");
  }

  @Test
  void theTwoWaysOfAConversationThatBeginTogetherCallThePanelOnce() throws Exception {
    SoundSource sound = panel.sound().orElseThrow();
    Thread other = new Thread(() -> listen(sound));
    media.opening =
        () -> {
          media.opening = () -> {};
          other.start();
          awaitStuckOrDone(other);
        };
    sound.talk(VISIT);
    other.join(60_000);
    assertThat(other.isAlive()).isFalse();
    assertThat(agent.dialogs).hasSize(1);
  }

  private static void listen(SoundSource sound) {
    try {
      sound.listen(VISIT);
    } catch (VestibuleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitStuckOrDone(Thread other) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (other.isAlive() && other.getState() != Thread.State.BLOCKED) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the other thread does neither");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void itsSoundIsThatOfTheVisitUntilThatCloses() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    SoundSource sound = panel.sound().orElseThrow();
    AudioFeed feed = sound.listen(VISIT);
    TalkLine line = sound.talk(VISIT);
    FakeMedia.Session session = media.sessions.get(0);
    AudioChunk chunk = new AudioChunk(new short[320], 1);
    session.heard.chunks.add(chunk);
    assertThat(feed.next(NOW)).contains(chunk);
    assertThat(line.write(chunk)).isTrue();
    assertThat(session.said.chunks).containsExactly(chunk);
    sound.forget(VISIT);
    assertThat(call.said).endsWith("BYE");
    assertThat(feed.ended()).isTrue();
    assertThat(line.write(chunk)).isFalse();
  }

  @Test
  void oneTalksAtATimeUnlessTheOtherHasFallenAsleep() throws Exception {
    agent.call("door", "house", "offer");
    SoundSource sound = panel.sound().orElseThrow();
    TalkLine first = sound.talk(VISIT);
    refused("talk-busy", () -> sound.talk(VISIT));
    ticks.pass(SipSound.IDLE);
    TalkLine second = sound.talk(VISIT);
    AudioChunk chunk = new AudioChunk(new short[320], 1);
    assertThat(first.write(chunk)).isFalse();
    assertThat(second.write(chunk)).isTrue();
    second.close();
    assertThat(sound.talk(VISIT).write(chunk)).isTrue();
  }

  @Test
  void whoeverListensLastHears() throws Exception {
    agent.call("door", "house", "offer");
    AudioFeed first = panel.sound().orElseThrow().listen(VISIT);
    AudioFeed second = panel.sound().orElseThrow().listen(VISIT);
    assertThat(first.ended()).isTrue();
    assertThat(second.ended()).isFalse();
  }

  @Test
  void aPanelThatHangsUpIsNotCalledBackInThatVisit() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    AudioFeed feed = panel.sound().orElseThrow().listen(VISIT);
    call.ends(Why.HUNG_UP);
    assertThat(feed.ended()).isTrue();
    refused("station-unreachable", () -> panel.sound().orElseThrow().talk(VISIT));
    assertThat(agent.dialogs).hasSize(1);
    panel.sound().orElseThrow().listen(NEXT);
    assertThat(agent.dialogs).as("another visit").hasSize(2);
  }

  @Test
  void aSecondCallReplacesTheFirstAndTheVisitGoesOn() throws Exception {
    Dialog first = agent.call("door", "house", "offer");
    AudioFeed feed = panel.sound().orElseThrow().listen(VISIT);
    agent.call("door", "house", "offer");
    assertThat(first.said).endsWith("BYE");
    assertThat(feed.ended()).isFalse();
    AudioChunk chunk = new AudioChunk(new short[320], 1);
    media.sessions.get(1).heard.chunks.add(chunk);
    assertThat(feed.next(NOW)).contains(chunk);
    assertThat(told).containsExactly("pressed", "pressed");
  }

  @Test
  void aCallThatCameWhileAVisitClosedIsThatOfTheNextVisit() throws Exception {
    agent.call("door", "house", "offer");
    SoundSource sound = panel.sound().orElseThrow();
    sound.listen(VISIT);
    Dialog second = agent.call("door", "house", "offer");
    AudioFeed next = sound.listen(NEXT);
    sound.forget(VISIT);
    assertThat(second.phase()).isEqualTo(Phase.ESTABLISHED);
    assertThat(next.ended()).isFalse();
    Dialog third = agent.call("door", "house", "offer");
    sound.forget(NEXT);
    assertThat(third.phase()).isEqualTo(Phase.ESTABLISHED);
    assertThat(sound.listen(new VisitId("v-3")).ended()).isFalse();
    assertThat(agent.dialogs).as("nothing was dialled").hasSize(3);
  }

  @Test
  void keysBecomeCodesWhicheverWayTheyCome() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    for (char key : "12#".toCharArray()) {
      media.sessions.get(0).press(key);
      call.info(key);
    }
    media.sessions.get(0).press('0');
    assertThat(told).containsExactly("pressed", "keys 12#");
    ticks.pass(PanelKeys.PAUSE);
    assertThat(told).containsExactly("pressed", "keys 12#", "keys 0");
  }

  @Test
  void itRingsUntilSomebodyTalksIfItIsConfiguredSo() throws Exception {
    panel.close();
    panel = configured(Map.of("pickUp", "when-answered"));
    Dialog call = agent.call("door", "house", "offer");
    panel.sound().orElseThrow().listen(VISIT);
    assertThat(call.said).containsExactly("180");
    panel.sound().orElseThrow().talk(VISIT);
    assertThat(call.said).containsExactly("180", "200 answer to offer");
  }

  @Test
  void itIsHeardBeforeItIsAnsweredIfItIsConfiguredSo() throws Exception {
    panel.close();
    panel = configured(Map.of("pickUp", "early", "houseNumbers", "100,101"));
    Dialog call = agent.call("door", "101", "offer");
    assertThat(call.said).containsExactly("183 answer to offer");
    assertThat(told).containsExactly("pressed");
  }

  @Test
  void aVisitThatNeedsItsSoundCallsIt() throws Exception {
    AudioFeed feed = panel.sound().orElseThrow().listen(VISIT);
    Dialog call = agent.last("door");
    assertThat(feed.ended()).isFalse();
    call.answers("sdp");
    assertThat(panel.status().state()).isEqualTo(State.READY);
    AudioChunk chunk = new AudioChunk(new short[320], 1);
    media.sessions.get(0).heard.chunks.add(chunk);
    assertThat(feed.next(NOW)).contains(chunk);
    panel.sound().orElseThrow().forget(VISIT);
    assertThat(call.said).containsExactly("BYE");
  }

  @Test
  void aPanelThatDoesNotAnswerIsUnreachableAndTheStatusSaysSo() throws Exception {
    AudioFeed feed = panel.sound().orElseThrow().listen(VISIT);
    agent.last("door").ends(Why.UNREACHABLE);
    assertThat(feed.ended()).isTrue();
    assertThat(panel.status().cause()).isEqualTo(Cause.NETWORK);
    agent.devices("door", 0);
    refused("station-unreachable", () -> panel.sound().orElseThrow().listen(NEXT));
  }

  @Test
  void aPanelThatIsNotToBeCalledIsNot() throws Exception {
    panel.close();
    panel = configured(Map.of("dial", "false"));
    refused("station-unreachable", () -> panel.sound().orElseThrow().listen(VISIT));
    assertThat(agent.dialogs).isEmpty();
  }

  @Test
  void aPanelThatFallsSilentIsHungUp() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    call.confirms();
    media.sessions.get(0).silentMillis = 11_000;
    ticks.pass(Duration.ofSeconds(1));
    assertThat(call.said).endsWith("BYE");
    assertThat(panel.status().cause()).isEqualTo(Cause.NETWORK);
  }

  @Test
  void aCallThatNoVisitWantsEnds() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    ticks.pass(PanelTurn.UNWANTED.plusSeconds(2));
    assertThat(call.said).endsWith("BYE");
  }

  @Test
  void aVisitThatClosesDoesNotTakeTheCallOfTheNextOne() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    panel.sound().orElseThrow().forget(VISIT);
    assertThat(call.phase()).isEqualTo(Phase.ESTABLISHED);
    ticks.pass(PanelTurn.NEXT.plusSeconds(1));
    panel.sound().orElseThrow().forget(NEXT);
    assertThat(call.said).endsWith("BYE");
  }

  @Test
  void whoeverIsNoPanelIsRefused() throws Exception {
    assertThat(agent.call("hall", "house", "offer").said).containsExactly("403");
    agent.panel("other", "back");
    assertThat(agent.call("other", "house", "offer").said).containsExactly("480");
    assertThat(agent.call("door", "house", "bad offer").said).containsExactly("488");
    media.busy = true;
    assertThat(agent.call("door", "house", "offer").said).containsExactly("503");
    assertThat(told).isEmpty();
  }

  @Test
  void whenSipGoesItsCallsEndAndTheStatusSaysWhy() throws Exception {
    Dialog call = agent.call("door", "house", "offer");
    kind.unbindAgent(agent);
    assertThat(call.said).endsWith("BYE");
    assertThat(panel.status().cause()).isEqualTo(Cause.DEPENDENCY);
    assertThat(agent.incoming).isNull();
    FakeAgent empty = new FakeAgent();
    kind.bindAgent(empty);
    assertThat(panel.status().cause()).isEqualTo(Cause.CONFIGURATION);
    kind.unbindAgent(empty);
    kind.bindAgent(agent);
    assertThat(panel.status().state()).isEqualTo(State.READY);
  }

  @Test
  void aPanelOfACameraNeedsNoSettingsOfItsOwn() throws Exception {
    StationBasics camera =
        new StationBasics(
            info("back"), "org.vestibule.station.onvif", new LiveAreas(Areas.NONE), "yard");
    SettingsReader reader = SettingsReader.of("org.vestibule.station.onvif", Map.of(), kind.keys());
    StationDevice device = kind.open(camera, reader);
    device.start(new Told());
    agent.panel("yard", "back");
    agent.call("yard", "house", "offer");
    assertThat(told).containsExactly("pressed");
  }

  @Test
  void impossibleSettingsAreRefused() {
    invalid(Map.of("pickUp", "never"), "door", "at-once, early or when-answered");
    invalid(Map.of(), "", "the user of a panel");
  }

  private void invalid(Map<String, String> settings, String user, String sentence) {
    assertThatThrownBy(() -> open(settings, user))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(sentence);
  }

  private StationDevice configured(Map<String, String> settings) throws Exception {
    StationDevice device = open(settings, "door");
    device.start(new Told());
    return device;
  }

  private StationDevice open(Map<String, String> settings, String user) throws Exception {
    List<String> keys = Stream.concat(Stream.of("id", "sip"), kind.keys().stream()).toList();
    return kind.open(
        new StationBasics(info("front"), PanelConfig.PID, new LiveAreas(Areas.NONE), user),
        SettingsReader.of(PanelConfig.PID, settings, keys));
  }

  private static StationInfo info(String id) {
    return new StationInfo(new StationId(id), "The " + id, new DoorId(id + "-door"), false, true);
  }

  private static void refused(String code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Writes down what it is told. */
  private final class Told implements StationListener {
    @Override
    public void pressed(Optional<String> unit) {
      told.add("pressed" + unit.map(text -> " " + text).orElse(""));
    }

    @Override
    public void keyed(String keys) {
      told.add("keys " + keys);
    }

    @Override
    public void moved(boolean moving) {
      told.add("moved");
    }

    @Override
    public void input(DoorSignal signal, boolean active) {
      told.add("input");
    }

    @Override
    public void lost() {
      told.add("lost");
    }
  }
}
