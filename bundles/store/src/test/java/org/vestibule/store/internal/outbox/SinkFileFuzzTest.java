// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever lies in the place of the list of sinks is taken whole, or named as broken. */
class SinkFileFuzzTest {
  @FuzzTest
  void sinks(byte[] bytes) {
    try {
      SinkFile.Content content = SinkFile.parse(bytes);
      for (SinkNote note : content.sinks()) {
        Sink sink = new Sink(note);
        assertThat(sink.low()).isBetween(note.low(), Math.max(note.low(), note.high()));
        assertThat(sink.unconfirmed()).isLessThanOrEqualTo(Sink.MOST_NOTED);
      }
    } catch (BrokenRecord e) {
      assertThat(e).hasMessageMatching(".{5,60}");
    }
  }
}
