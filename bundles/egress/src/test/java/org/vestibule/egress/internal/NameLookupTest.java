// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Name servers that do not answer keep nobody waiting. */
@Timeout(180)
class NameLookupTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void nobodyIsLeft() {
    answered.countDown();
  }

  @Test
  void whatIsNotAnsweredIsUnknownAfterItsTimeAndAskedOnce() throws Exception {
    NameLookup lookup = new NameLookup(this::late, Duration.ofMillis(50));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> lookup.find("hooks.example.org"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("hooks.example.org")
          .hasMessageContaining("did not answer");
    }
    // A thread of its own asks, and may begin later than all of them gave up.
    while (asked.get() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoeverWaitsGetsTheAnswerThatComes() throws Exception {
    NameLookup lookup = new NameLookup(this::late, Duration.ofMinutes(1));
    Thread answering = new Thread(answered::countDown);
    answering.start();
    assertThat(lookup.find("hooks.example.org")).isEqualTo(HERE);
    answering.join();
    // Asked anew each time: what a name means may change.
    assertThat(lookup.find("hooks.example.org")).isEqualTo(HERE);
    assertThat(asked).hasValue(2);
  }

  @Test
  void nameThatThereIsNotIsSaidToBeNone() {
    NameLookup lookup =
        new NameLookup(
            host -> {
              throw new UnknownHostException("no " + host);
            },
            Duration.ofMinutes(1));
    assertThatThrownBy(() -> lookup.find("nobody.example.org"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no nobody.example.org");
  }

  @Test
  void namesWithoutEndTakeNoThreadsWithoutEnd() {
    NameLookup lookup = new NameLookup(this::late, Duration.ofMillis(1));
    for (int i = 0; i < 2 * NameLookup.MOST; i++) {
      String host = "h" + i + ".example.org";
      assertThatThrownBy(() -> lookup.find(host)).isInstanceOf(UnknownHostException.class);
    }
    assertThatThrownBy(() -> lookup.find("last.example.org")).hasMessageContaining("looked up");
  }

  @Test
  void lookUpThatFailsInItselfIsOverAndTheNextOneIsMade() throws Exception {
    NameLookup lookup =
        new NameLookup(
            host -> {
              if (asked.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("of a resolver");
              }
              return HERE;
            },
            Duration.ofMinutes(1));
    assertThatThrownBy(() -> lookup.find("hooks.example.org"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of a resolver");
    assertThat(lookup.find("hooks.example.org")).isEqualTo(HERE);
  }

  @Test
  void nameIsLookedUpAsSoonAsThereIsAThreadAgain() throws Exception {
    AtomicInteger wanted = new AtomicInteger();
    NameLookup lookup =
        new NameLookup(
            host -> HERE,
            Duration.ofMinutes(1),
            work -> {
              if (wanted.incrementAndGet() == 1) {
                throw new OutOfMemoryError("no thread");
              }
              work.run();
            });
    assertThatThrownBy(() -> lookup.find("hooks.example.org"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no thread");
    assertThat(lookup.find("hooks.example.org")).isEqualTo(HERE);
  }

  private InetAddress late(String host) {
    asked.incrementAndGet();
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return HERE;
  }
}
