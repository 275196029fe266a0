// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.Frame;

/** A feed keeps the newest pictures and never holds up whoever brings them. */
class RingFeedTest {
  private final Feeds feeds = new Feeds();

  @Test
  void aReaderWhoDoesNotReadLosesTheOldestAndEachIsCounted() throws Exception {
    RingFeed feed = feeds.open(false);
    for (byte i = 0; i < 5; i++) {
      feeds.offer(frame(i), true);
    }
    assertThat(feed.next(Duration.ZERO).orElseThrow().bytes()[0]).isEqualTo((byte) 3);
    assertThat(feed.next(Duration.ZERO).orElseThrow().bytes()[0]).isEqualTo((byte) 4);
    assertThat(feed.next(Duration.ofMillis(5))).isEmpty();
    assertThat(feeds.dropped()).isEqualTo(3);
    feed.close();
    assertThat(feeds.dropped()).as("also of who went").isEqualTo(3);
    assertThat(feeds.any()).isFalse();
  }

  @Test
  void eachReaderHasItsOwnPictures() throws Exception {
    RingFeed one = feeds.open(false);
    RingFeed other = feeds.open(false);
    feeds.offer(frame((byte) 7), true);
    assertThat(one.next(Duration.ZERO)).isPresent();
    assertThat(other.next(Duration.ZERO)).isPresent();
  }

  @Test
  void whoOnlyWatchesGetsNothingWhileNothingMoves() throws Exception {
    RingFeed ambient = feeds.open(true);
    RingFeed visit = feeds.open(false);
    feeds.offer(frame((byte) 1), false);
    assertThat(ambient.next(Duration.ZERO)).isEmpty();
    assertThat(visit.next(Duration.ZERO)).isPresent();
    feeds.offer(frame((byte) 2), true);
    assertThat(ambient.next(Duration.ZERO).orElseThrow().bytes()[0]).isEqualTo((byte) 2);
  }

  @Test
  void anEndWakesWhoWaitsAndIsSeenAfterTheLastPicture() throws Exception {
    RingFeed feed = feeds.open(false);
    feeds.offer(frame((byte) 1), true);
    feeds.end();
    assertThat(feed.ended()).isFalse();
    assertThat(feed.next(Duration.ofSeconds(30))).isPresent();
    assertThat(feed.ended()).isTrue();
    assertThat(feed.next(Duration.ofSeconds(30))).isEqualTo(Optional.empty());
  }

  @Test
  void theNewestPictureIsKeptForTwoSeconds() {
    Frame frame = frame((byte) 1);
    feeds.offer(frame, false);
    assertThat(feeds.latest(frame.capturedNanos() + 1_900_000_000L)).contains(frame);
    assertThat(feeds.latest(frame.capturedNanos() + 2_100_000_000L)).isEmpty();
  }

  @Test
  void whatAReaderUsesOfTheProcessorIsMeasured() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    RingFeed feed = feeds.open(false);
    long before = threads.getCurrentThreadCpuTime();
    feed.next(Duration.ZERO);
    long from = threads.getCurrentThreadCpuTime();
    long to = from;
    while (to - from < 50_000_000) {
      to = threads.getCurrentThreadCpuTime();
    }
    feed.next(Duration.ZERO);
    long after = threads.getCurrentThreadCpuTime();
    assertThat(feeds.readerNanos()).isBetween(to - from, after - before);
  }

  private static Frame frame(byte mark) {
    return new Frame(new byte[] {mark}, Instant.now(), System.nanoTime());
  }
}
