// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.access.control.internal.headend.Surroundings.until;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;

/** One session for all who want one. */
@Timeout(180)
class SessionsTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger logins = new AtomicInteger();
  private final CountDownLatch go = new CountDownLatch(1);
  private volatile VestibuleException refusal;
  private final Sessions<String> sessions =
      new Sessions<>(
          within -> {
            int number = logins.incrementAndGet();
            go.await();
            if (refusal != null) {
              throw refusal;
            }
            return "session " + number;
          },
          nanos::get);

  @Test
  void whoeverComesMeanwhileWaitsForTheSameLogin() throws Exception {
    CompletableFuture<String> first = CompletableFuture.supplyAsync(this::get);
    until("a login is under way", () -> logins.get() == 1);
    assertThatThrownBy(() -> sessions.get("here", Duration.ofMillis(10)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("device-unreachable"));
    CompletableFuture<String> second = CompletableFuture.supplyAsync(this::get);
    go.countDown();
    assertThat(first.get()).isEqualTo("session 1").isEqualTo(second.get());
    assertThat(logins).hasValue(1);
  }

  @Test
  void aSessionThatFollowedAnEndedOneStays() throws Exception {
    go.countDown();
    String ended = get();
    sessions.ended(ended);
    assertThat(get()).isEqualTo("session 2");
    sessions.ended(ended);
    assertThat(sessions.peek()).contains("session 2");
  }

  @Test
  void aRefusedAccountRests() throws Exception {
    go.countDown();
    refusal = Refusal.credentials("here", "no");
    assertThatThrownBy(() -> sessions.get("here", WITHIN)).isSameAs(refusal);
    assertThatThrownBy(() -> sessions.get("here", WITHIN)).isSameAs(refusal);
    assertThat(logins).hasValue(1);
    nanos.addAndGet(Sessions.REST_NANOS);
    refusal = null;
    assertThat(get()).isEqualTo("session 2");
  }

  @Test
  void anAccountThatStaysRefusedIsTriedMoreAndMoreSeldom() throws Exception {
    go.countDown();
    refusal = Refusal.credentials("here", "no");
    for (int minute = 0; minute < 60; minute++) {
      assertThatThrownBy(() -> sessions.get("here", WITHIN)).isSameAs(refusal);
      nanos.addAndGet(Sessions.REST_NANOS);
    }
    assertThat(logins).as("after 0, 1, 3, 7, 15 and 31 minutes").hasValue(6);
  }

  @Test
  void anyOtherFailureIsTriedAgainAtOnce() throws Exception {
    go.countDown();
    refusal = Refusal.invalid("here", "odd");
    assertThatThrownBy(() -> sessions.get("here", WITHIN)).isSameAs(refusal);
    assertThat(sessions.peek()).isEmpty();
    refusal = null;
    assertThat(get()).isEqualTo("session 2");
  }

  private String get() {
    try {
      return sessions.get("here", WITHIN);
    } catch (VestibuleException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
