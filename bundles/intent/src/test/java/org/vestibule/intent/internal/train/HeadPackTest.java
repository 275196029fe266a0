// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Examples;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.Label;
import org.vestibule.intent.internal.Softmax;
import org.vestibule.intent.internal.Thresholds;

/** The pack that the trainer leaves: which release it is, and when it is left alone. */
class HeadPackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @TempDir Path packs;

  @Test
  void anUnreadablePackIsReplacedByTheFirstRelease() throws Exception {
    Files.createDirectories(packs.resolve("visitor-intent"));
    Files.writeString(manifest(), "{");
    HeadPack.write(packs, head(ONE));
    assertThat(release()).isEqualTo(1);
  }

  @Test
  void aManifestOfAnOlderGatewayIsWrittenAnew() throws Exception {
    HeadPack.write(packs, head(ONE));
    ObjectNode older = (ObjectNode) JSON.readTree(manifest().toFile());
    older.remove(List.of("release", "expires"));
    Files.write(manifest(), JSON.writeValueAsBytes(older));
    assertThat(HeadPack.isCurrent(packs, ONE)).isFalse();
    HeadPack.write(packs, head(ONE));
    assertThat(release()).isEqualTo(1);
    assertThat(HeadPack.isCurrent(packs, ONE)).isTrue();
  }

  @Test
  void aManifestThatSomebodyEditedIsNotCurrent() throws Exception {
    HeadPack.write(packs, head(ONE));
    Files.writeString(
        manifest(), Files.readString(manifest()).replace("into 1 intents", "into 9 intents"));
    assertThat(HeadPack.isCurrent(packs, ONE)).isFalse();
  }

  @Test
  void anotherHeadIsTheNextReleaseAndTheSameHeadIsNot() throws Exception {
    HeadPack.write(packs, head(ONE));
    assertThat(release()).isEqualTo(1);
    HeadPack.write(packs, head(ONE));
    assertThat(release()).isEqualTo(1);
    HeadPack.write(packs, head(TWO));
    assertThat(release()).isEqualTo(2);
    HeadPack.write(packs, head(ONE));
    assertThat(release()).isEqualTo(3);
    assertThat(Files.readString(manifest())).contains("1.2.0+111111111111");
    assertThat(HeadPack.isCurrent(packs, ONE)).isTrue();
    assertThat(HeadPack.isCurrent(packs, TWO)).isFalse();
  }

  @Test
  void aSignatureDoesNotOutliveItsHead() throws Exception {
    HeadPack.write(packs, head(ONE));
    Path signature = packs.resolve("visitor-intent/model.sig");
    Files.writeString(signature, "{}");
    assertThat(HeadPack.isCurrent(packs, ONE)).isTrue();
    HeadPack.write(packs, head(TWO));
    assertThat(signature).doesNotExist();
  }

  private long release() throws Exception {
    JsonNode manifest = JSON.readTree(manifest().toFile());
    return manifest.path("release").asLong();
  }

  private Path manifest() {
    return packs.resolve("visitor-intent/model.json");
  }

  private static Head head(String fingerprint) {
    return new Head(
        "minilm@1",
        fingerprint,
        List.of(Label.of(Intent.DELIVERY), Label.of(Intent.EMERGENCY)),
        new Softmax(new float[][] {{1, 0}, {0, 1}}, new float[] {0, 0}, 1),
        0.5,
        new Thresholds(0.3, 0.4, 0.5),
        new Examples(new byte[][] {{127, 0}, {0, 127}}, new int[] {0, 1}),
        null);
  }
}
