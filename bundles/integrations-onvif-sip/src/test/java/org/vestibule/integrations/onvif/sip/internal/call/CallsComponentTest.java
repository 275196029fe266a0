// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.CallEvent.CallEnded;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;

/** The exchange as the container has it: services come and go, and so do configurations. */
class CallsComponentTest {
  private final FakeAgent agent = new FakeAgent();
  private final FakeMedia media = new FakeMedia();
  private final FakeVisits visits = new FakeVisits();
  private final List<VestibuleEvent> events = new CopyOnWriteArrayList<>();
  private CallsComponent calls;

  @BeforeEach
  void open() throws Exception {
    agent.phone("hall", "", true);
    agent.phone("kitchen", "", true);
    calls = new CallsComponent(new RingGroups(), Map.of());
    calls.bindAgent(agent);
    calls.bindMedia(media);
    calls.bindVisits(visits);
    calls.bindEvents(this::heard);
  }

  @AfterEach
  void close() throws Exception {
    calls.close();
    House.await(CallsComponentTest::noThreads);
    assertThat(media.open()).as("open media").isZero();
  }

  @Test
  void theStatusSaysWhoTalks() throws Exception {
    assertThat(calls.status().sentence())
        .isEqualTo("2 phones, 0 ringing; no call was answered yet");
    ring();
    assertThat(calls.status().sentence()).contains("1 ringing");
    agent.last("hall").answers("sdp");
    House.await(
        () -> calls.status().sentence().equals("2 phones, 0 ringing, phone hall talks with front"));
    assertThat(calls.status().state()).isEqualTo(State.READY);
  }

  @Test
  void theStatusSaysWhatFailedUntilSomebodyAnswers() throws Exception {
    media.busy = true;
    calls.deliver(House.notice("", false, Audience.RESIDENTS));
    House.await(() -> calls.status().cause() == Cause.NETWORK);
    assertThat(calls.status().sentence()).contains("was not rung: media: no port");
    calls.on(new VisitClosed(Instant.now(), visits.story(House.VISIT).orElseThrow()));
    House.await(() -> ends().equals(List.of("visit-closed")));
    media.busy = false;
    ring();
    agent.last("hall").answers("sdp");
    House.await(() -> calls.status().state() == State.READY);
  }

  @Test
  void aWrongConfigurationLeavesTheLastGoodOneAndIsNamed() {
    calls.configure(Map.of("openKeys", "1"));
    calls.configure(Map.of("openKeys", "1x"));
    assertThat(calls.status().cause()).isEqualTo(Cause.CONFIGURATION);
    assertThat(calls.status().sentence()).contains("setting openKeys");
    assertThat(calls.settings().keys()).containsKey("1");
    calls.configure(Map.of());
    assertThat(calls.status().state()).isEqualTo(State.READY);
  }

  @Test
  void withTheCoreEveryCallGoes() throws Exception {
    ring();
    calls.unbindVisits(visits);
    House.await(() -> ends().equals(List.of("failed")));
    assertThat(agent.dialogs).noneMatch(one -> one.phase() == Phase.INVITED);
    assertThat(calls.status().cause()).isEqualTo(Cause.DEPENDENCY);
  }

  @Test
  void whenTheBundleStopsEveryPhoneStops() throws Exception {
    ring();
    agent.last("hall").answers("sdp");
    House.await(() -> visits.conversation(House.VISIT) != null);
    calls.close();
    House.await(() -> ends().equals(List.of("failed")));
    assertThat(agent.last("hall").said).containsExactly("BYE");
    assertThat(visits.conversation(House.VISIT).over()).isTrue();
  }

  private void ring() throws Exception {
    int before = agent.dialogs.size();
    assertThat(calls.deliver(House.notice("", false, Audience.RESIDENTS)))
        .isEqualTo("2 phones ring");
    House.await(() -> agent.dialogs.size() == before + 2);
  }

  private void heard(VestibuleEvent event) {
    events.add(event);
    calls.on(event);
  }

  private List<String> ends() {
    return events.stream()
        .filter(CallEnded.class::isInstance)
        .map(event -> ((CallEnded) event).why())
        .toList();
  }

  private static boolean noThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("vestibule-calls-clock"));
  }
}
