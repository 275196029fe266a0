// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Dialog;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;

/** Phones and pages that answer at the same moment, on threads of their own. */
class FirstAnswerRaceTest {
  private static final int PHONES = 6;
  private static final int ROUNDS = 200;

  private final ExecutorService deciding = Threads.deciding();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    deciding.shutdownNow();
    threads.shutdownNow();
  }

  @Test
  void ofAllWhoAnswerAtOnceOneHasTheVisitorAndEveryOtherIsHungUp() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (House house = new House(deciding)) {
        race(house);
      }
    }
  }

  private void race(House house) throws Exception {
    for (int i = 0; i < PHONES; i++) {
      house.agent.phone("p" + i, "", true);
    }
    house.people.lives("anna", "4");
    house.rings("");
    House.await(() -> house.agent.dialogs.size() == PHONES);
    String call = house.callId();
    CyclicBarrier start = new CyclicBarrier(PHONES + 1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (Dialog dialog : house.agent.dialogs) {
      all.add(
          threads.submit(
              () -> {
                start.await();
                dialog.answers("sdp");
                return false;
              }));
    }
    Callable<Boolean> page =
        () -> {
          start.await();
          try {
            house.exchange.answer(call, House.resident("anna"), "browser");
            return true;
          } catch (VestibuleException e) {
            assertThat(e.code()).isEqualTo("call-answered");
            return false;
          }
        };
    all.add(threads.submit(page));
    boolean byPage = false;
    for (Future<Boolean> one : all) {
      byPage |= one.get();
    }
    long talking = byPage ? 0 : 1;
    House.await(() -> phones(house, Phase.ESTABLISHED) == talking);
    House.await(() -> house.topics().equals(List.of("call/rang", "call/answered")));
    assertThat(house.visits.answered).hasSize(1);
    assertThat(phones(house, Phase.OVER) + phones(house, Phase.CANCELLED))
        .isEqualTo(PHONES - talking);
    assertThat(house.media.open()).isEqualTo(talking);
  }

  @Test
  void whileTheAuditIsSlowTheLosersAreHungUpAlready() throws Exception {
    try (House house = new House(deciding)) {
      house.agent.phone("hall", "", true);
      house.agent.phone("kitchen", "", true);
      CountDownLatch audit = new CountDownLatch(1);
      house.visits.audit = audit;
      house.rings("");
      House.await(() -> house.agent.dialogs.size() == 2);
      house.agent.last("hall").answers("sdp");
      House.await(() -> house.agent.last("kitchen").phase() == Phase.CANCELLED);
      house.agent.last("kitchen").answers("sdp");
      assertThat(house.agent.last("kitchen").said).containsExactly("CANCEL", "BYE");
      assertThat(house.visits.answered).isEmpty();
      audit.countDown();
      House.await(() -> house.visits.answered.size() == 1);
      assertThat(house.visits.answered.get(0).by()).isEqualTo("phone:hall");
    }
  }

  private static long phones(House house, Phase phase) {
    return house.agent.dialogs.stream().filter(dialog -> dialog.phase() == phase).count();
  }
}
