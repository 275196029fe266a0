// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.core.internal.SettingsHolder;

class EventDispatcherTest {
  private final SettingsHolder settings = new SettingsHolder();
  private EventDispatcher dispatcher;

  @BeforeEach
  void start() {
    settings.configure(Map.of("listenerQueue", 16));
    dispatcher = new EventDispatcher(settings);
  }

  @AfterEach
  void stop() throws InterruptedException {
    dispatcher.stop();
  }

  @Test
  void aSlowListenerLosesOldFactsButNoDoorEventAndHoldsNobody() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    BlockingQueue<VestibuleEvent> slow = new LinkedBlockingQueue<>();
    BlockingQueue<VestibuleEvent> quick = new LinkedBlockingQueue<>();
    listen(
        1,
        "slow",
        event -> {
          busy.countDown();
          await(free);
          slow.add(event);
        });
    listen(2, "quick", quick::add);
    dispatcher.publish(fact(0));
    busy.await();
    assertThat(quick.poll(60, TimeUnit.SECONDS)).isNotNull();
    for (int i = 1; i <= 20; i++) {
      dispatcher.publish(fact(i));
      dispatcher.publish(door());
      assertThat(quick.poll(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(quick.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(dispatcher.status().sentence()).contains("slow is slow").doesNotContain("quick");
    free.countDown();
    int doors = 0;
    for (int i = 0; i < 21; i++) {
      doors += slow.poll(60, TimeUnit.SECONDS) instanceof DoorStateChanged ? 1 : 0;
    }
    assertThat(doors).isEqualTo(20);
    assertThat(dispatcher.dropped()).isEqualTo(20);
  }

  @Test
  void aListenerThatThrowsHearsTheNextEvent() throws Exception {
    BlockingQueue<VestibuleEvent> heard = new LinkedBlockingQueue<>();
    listen(
        1,
        "clumsy",
        event -> {
          heard.add(event);
          throw new IllegalArgumentException("no");
        });
    dispatcher.publish(fact(1));
    dispatcher.publish(fact(2));
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isNotNull();
    dispatcher.stop();
    assertThat(dispatcher.listeners()).isZero();
  }

  @Test
  void aListenerThatGoesTakesItsQueueAndThreadWithIt() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    BlockingQueue<VestibuleEvent> heard = new LinkedBlockingQueue<>();
    Thread[] worker = new Thread[1];
    EventListener leaving =
        listen(
            7,
            "leaving",
            event -> {
              worker[0] = Thread.currentThread();
              heard.add(event);
              busy.countDown();
              await(free);
            });
    dispatcher.publish(fact(1));
    busy.await();
    dispatcher.publish(fact(2));
    dispatcher.leave(7L);
    free.countDown();
    worker[0].join(60_000);
    assertThat(worker[0].isAlive()).isFalse();
    assertThat(heard).hasSize(1);
    assertThat(dispatcher.listeners()).isZero();
    assertThat(dispatcher.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void toolsGetAPlainCopyThroughTheEventAdmin() throws Exception {
    BlockingQueue<Event> posted = new LinkedBlockingQueue<>();
    dispatcher.bindEventAdmin(
        new EventAdmin() {
          @Override
          public void postEvent(Event event) {
            posted.add(event);
          }

          @Override
          public void sendEvent(Event event) {
            throw new AssertionError("never sent");
          }
        },
        Map.of("service.id", 3L));
    dispatcher.publish(fact(1));
    Event event = posted.poll(60, TimeUnit.SECONDS);
    assertThat(event.getTopic()).isEqualTo("vestibule/bundle/changed");
    assertThat(event.getProperty("version")).isEqualTo("1");
  }

  private EventListener listen(long id, String name, Consumer<VestibuleEvent> ear) {
    EventListener listener =
        new EventListener() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public void on(VestibuleEvent event) {
            ear.accept(event);
          }
        };
    dispatcher.join(listener, id);
    return listener;
  }

  private static VestibuleEvent fact(int number) {
    return new BundleChanged(Instant.now(), "b", Integer.toString(number), "started");
  }

  private static VestibuleEvent door() {
    return new DoorStateChanged(
        Instant.now(), new DoorId("d"), DoorState.LOCKED, DoorState.UNLOCKED);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
