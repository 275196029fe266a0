// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TalkBufferTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final TalkBuffer buffer = new TalkBuffer();

  @Test
  void aLongSentenceWaitsForTheListenerAndArrivesInOrder() throws Exception {
    short[] sentence = new short[3 * TalkBuffer.MOST_SAMPLES + 7];
    for (int i = 0; i < sentence.length; i++) {
      sentence[i] = (short) i;
    }
    buffer.beginFetch();
    CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> write(sentence));
    short[] heard = new short[sentence.length];
    short[] piece = new short[321];
    for (int at = 0; at < heard.length; ) {
      int count = buffer.read(piece, SOON);
      System.arraycopy(piece, 0, heard, at, count);
      at += count;
    }
    assertThat(heard).isEqualTo(sentence);
    assertThat(written.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoWaitsForRoomIsToldOfTheEnd() throws Exception {
    buffer.beginFetch();
    assertThat(buffer.write(new short[TalkBuffer.MOST_SAMPLES])).isTrue();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> written =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              return write(new short[1]);
            });
    begun.await();
    buffer.cut();
    assertThat(written.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(buffer.read(new short[1], SOON)).isEqualTo(-1);
  }

  @Test
  void whatAPanelThatWentAwayDidNotTakeIsNotHeardByTheNext() throws Exception {
    buffer.beginFetch();
    assertThat(buffer.write(new short[] {1, 2, 3})).isTrue();
    buffer.endFetch();
    assertThat(buffer.beginFetch()).isTrue();
    assertThat(buffer.read(new short[3], Duration.ZERO)).isZero();
    assertThat(buffer.write(new short[] {4})).isTrue();
    short[] heard = new short[3];
    assertThat(buffer.read(heard, SOON)).isEqualTo(1);
    assertThat(heard[0]).isEqualTo((short) 4);
  }

  private boolean write(short[] samples) {
    try {
      return buffer.write(samples);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
