// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.notice.Audience;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Dialog;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;

/**
 * Whatever happens in whatever order: one answers at most, every dialog ends, a call has one end,
 * and nothing rings after it.
 */
class AnyOrderTest {
  private static final int RUNS = 300;
  private static final int STEPS = 40;
  private static final Caller ANNA = House.resident("anna");

  @Test
  void oneAnswersAtMostAndEverythingEnds() throws Exception {
    int answered = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      answered += run(seed);
    }
    assertThat(answered).as("runs in which somebody answered").isBetween(RUNS / 10, RUNS);
  }

  private static int run(int seed) throws Exception {
    Random random = new Random(seed);
    try (House house = new House()) {
      house.people.lives("anna", "4");
      house.agent.phone("hall", "", true);
      house.agent.phone("kitchen", "", false);
      house.agent.phone("anna", "anna", true);
      house.agent.devices("kitchen", 2);
      if (random.nextBoolean()) {
        house.inTurn(5, "hall", "kitchen", "anna");
      }
      house.configure(Map.of("pageSeconds", random.nextBoolean() ? "0" : "20"));
      house.rings("");
      for (int step = 0; step < STEPS; step++) {
        step(house, random);
        check(house, seed);
      }
      int answered = house.visits.answered.size();
      house.exchange.closed(House.VISIT);
      check(house, seed);
      assertThat(house.exchange.all()).as("seed " + seed).isEmpty();
      assertThat(house.media.open()).as("open media, seed " + seed).isZero();
      assertThat(house.visits.keeping.get()).as("kept open, seed " + seed).isZero();
      assertThat(house.agent.dialogs)
          .as("seed " + seed)
          .noneMatch(one -> one.phase() == Phase.INVITED || one.phase() == Phase.ESTABLISHED);
      return answered;
    }
  }

  private static void step(House house, Random random) throws VestibuleException {
    List<Dialog> dialogs = house.agent.dialogs;
    if (dialogs.isEmpty()) {
      return;
    }
    Dialog some = dialogs.get(random.nextInt(dialogs.size()));
    switch (random.nextInt(14)) {
      case 0 -> some.answers("sdp");
      case 1 -> some.answers("bad");
      case 2 -> some.ends(Why.DECLINED);
      case 3 -> some.ends(Why.BUSY);
      case 4 -> some.ends(Why.UNREACHABLE);
      case 5 -> some.ends(Why.HUNG_UP);
      case 6, 7 -> some.takesCancel();
      case 8, 9 -> house.ticks.pass(Duration.ofSeconds(random.nextInt(6)));
      case 10 -> house.exchange.of(ANNA);
      case 11 -> page(house, random);
      case 12 -> urgent(house, random);
      default -> some.rings();
    }
  }

  private static void page(House house, Random random) {
    try {
      if (random.nextInt(4) == 0) {
        house.exchange.answer(house.callId(), ANNA, "browser");
      } else {
        house.exchange.decline(house.callId(), ANNA);
      }
    } catch (VestibuleException | NoSuchElementException e) {
      assertThat(e).as("too late").isNotInstanceOf(IllegalStateException.class);
    }
  }

  /** It becomes urgent, as long as it rings. */
  private static void urgent(House house, Random random) throws VestibuleException {
    if (random.nextInt(3) == 0 && house.exchange.of(House.VISIT).isPresent()) {
      house.notifier.deliver(House.notice("", true, Audience.EVERYBODY));
    }
  }

  private static void check(House house, int seed) {
    long talking =
        house.agent.dialogs.stream().filter(one -> one.phase() == Phase.ESTABLISHED).count();
    assertThat(talking).as("talking, seed " + seed).isLessThanOrEqualTo(1);
    assertThat(house.visits.answered.size()).as("answered, seed " + seed).isLessThanOrEqualTo(1);
    boolean over = house.exchange.of(House.VISIT).isEmpty();
    assertThat(house.ends()).as("ends, seed " + seed).hasSize(over ? 1 : 0);
    if (over || talking == 1 || !house.visits.answered.isEmpty()) {
      assertThat(house.agent.dialogs)
          .as("ringing after the end, seed " + seed)
          .noneMatch(one -> one.phase() == Phase.INVITED);
    }
  }
}
