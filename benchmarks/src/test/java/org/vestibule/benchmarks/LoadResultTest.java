// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadResultTest {
  @TempDir Path folder;

  private static LoadResult of(LoadResult.Call... calls) {
    return new LoadResult(MissingNode.getInstance(), List.of(calls));
  }

  private static LoadResult.Call call(long dueMicros, long micros) {
    return new LoadResult.Call("vad", dueMicros, micros, 1, "");
  }

  @Test
  void aRunThatCouldNotBeMadeIsNoResult() throws Exception {
    Path file = folder.resolve("quiet.jsonl");
    Files.writeString(file, "{\"run\":\"quiet\",\"problem\":\"nobody is enrolled\"}\n");
    assertThatThrownBy(() -> LoadResult.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody is enrolled");
  }

  @Test
  void theGapIsBetweenAnswersWhateverTheirOrder() {
    // The second call overtakes the first: answers at 5, 30 and 40 ms.
    LoadResult result = of(call(0, 30_000), call(4_000, 1_000), call(39_000, 1_000));
    assertThat(result.maxGapMillis()).isEqualTo(25);
  }

  @Test
  void aFailedCallEndsNoGap() {
    LoadResult.Call failed = new LoadResult.Call("vad", 20_000, 1_000, 0, "model-missing");
    LoadResult result = of(call(0, 0), failed, call(40_000, 0));
    assertThat(result.maxGapMillis()).isEqualTo(40);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.failures()).containsEntry("vad: model-missing", 1);
    assertThat(result.sample().millis()).hasSize(2);
  }

  @Test
  void aCallThatGotTwoAnswersIsADuplicateAndOneWithoutAFailure() {
    LoadResult result =
        of(
            new LoadResult.Call("face", 0, 1, 2, ""),
            new LoadResult.Call("face", 1, 1, 0, ""),
            call(2, 1));
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.only("vad").failed()).isZero();
  }

  @Test
  void whatTheLoadWroteIsRead() throws Exception {
    Path file = folder.resolve("swaps.jsonl");
    Files.writeString(
        file,
        "{\"run\":\"swaps\",\"after\":{\"loadedClasses\":7}}\n"
            + "{\"kind\":\"face\",\"id\":0,\"dueMicros\":50,\"micros\":9000,\"answers\":1}\n");
    LoadResult result = LoadResult.read(file);
    assertThat(result.head().path("after").path("loadedClasses").asInt()).isEqualTo(7);
    assertThat(result.sample().median()).isEqualTo(9);
  }
}
