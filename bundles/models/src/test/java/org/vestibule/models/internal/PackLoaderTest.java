// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.MachineMemory;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.PackFolder;
import org.vestibule.models.internal.pack.SelfTestRecorder;

/** What a pack must show before it serves. Its network adds up its input. */
class PackLoaderTest {
  private static final String NOISE =
      """
      {"network": "net",
       "inputs": {"in": {"noise": {"seed": 7, "low": -0.1, "high": 0.1}, "shape": [1, 4]}},
       "outputs": {"out": {"shape": [1], "values": [%s], "tolerance": 0.0001}}}""";

  private static final long MB = 1 << 20;

  private final ScriptedRuntime runtime = new ScriptedRuntime();
  @TempDir Path packs;

  @AfterEach
  void nothingStaysLoaded() {
    assertThat(runtime.open).hasValue(0);
  }

  @Test
  void aNetworkThatGivesNoNumberNeverServes() throws Exception {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      runtime.network = inputs -> new float[] {bad};
      assertThat(refused(pack("")).code()).isEqualTo("model-output-invalid");
    }
  }

  @Test
  void anOutputOfAnotherShapeThanDeclaredIsRefused() throws Exception {
    runtime.shape = new long[] {1, 1};
    ModelException refused = refused(pack(""));

    assertThat(refused.code()).isEqualTo("model-shape-wrong");
    assertThat(refused.getMessage()).contains("out", "[1, 1]", "[1]");
  }

  @Test
  void aSampleWithAnotherAnswerIsRefusedWithBoth() throws Exception {
    runtime.network = inputs -> new float[] {0.2F};
    ModelException refused = refused(pack(samples(NOISE.formatted("0.0"))));

    assertThat(refused.code()).isEqualTo("model-golden-mismatch");
    assertThat(refused.getMessage()).contains("network net", "out[0] is 0.2", "0.0 within 1.0E-4");
  }

  @Test
  void theSameNoiseIsMadeOnEveryMachine() throws Exception {
    // The sum was worked out apart from Java, from the generator's published constants.
    load(pack(samples(NOISE.formatted("0.025607"))));
  }

  @Test
  void inputsComeFromValuesFillsAndFiles() throws Exception {
    load(pack(samples(sample("{\"values\": [1, 2.5, -3, 4], \"shape\": [1, 4]}", 4.5))));
    load(pack(samples(sample("{\"fill\": 0.5, \"shape\": [1, 3]}", 1.5))));
    load(pack(samples(sample("{\"fill\": 2}", 8))));
    // Little-endian, 48.31372 twice; big-endian it would be 12.07.
    String content = "AAABAAAB";
    Pack withFile =
        pack(
            PackFolder.manifest("ear", "speech", content),
            samples(sample("{\"file\": \"net.onnx\", \"shape\": [1, 2]}", 96.62744)),
            content);
    load(withFile);
  }

  @Test
  void aSlowPackIsRefusedByTheBestOfItsRuns() throws Exception {
    runtime.network =
        inputs -> {
          long end = System.nanoTime() + 2_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          return new float[1];
        };
    ModelException refused = refused(pack(", \"selfTest\": {\"latencyMillis\": 1}"));

    assertThat(refused.code()).isEqualTo("model-too-slow");
    assertThat(refused.getMessage()).contains("best of 5 runs", "at most 1 ms");
    assertThat(runtime.runs).hasValue(6);
  }

  @Test
  void aPackThatTakesMoreMemoryThanItSaysIsRefused() throws Exception {
    Pack pack = pack(", \"selfTest\": {\"memoryMegabytes\": 100}");
    ModelException refused = refused(pack, new Memory(4000, 500L, 900L));

    assertThat(refused.code()).isEqualTo("model-too-large");
    assertThat(refused.getMessage()).contains("about 400 MB", "at most 100 MB");
    PackLoader.load(pack, runtime, new Memory(4000, 500L, 560L)).close();
  }

  @Test
  void aPackForWhichThereIsNoRoomIsNotLoaded() throws Exception {
    Pack pack = pack(", \"selfTest\": {\"memoryMegabytes\": 100}");
    ModelException refused = refused(pack, new Memory(99, 500L));

    assertThat(refused.code()).isEqualTo("model-memory-short");
    assertThat(refused.getMessage()).contains("99 MB", "100 MB");
    assertThat(runtime.runs).hasValue(0);
  }

  @Test
  void onASystemThatDoesNotSayMemoryIsNotBounded() throws Exception {
    Pack pack = pack(", \"selfTest\": {\"memoryMegabytes\": 100}");

    PackLoader.load(pack, runtime, new Memory(-1, -1L, -1L)).close();
  }

  @Test
  void linuxSaysHowMuchMemoryThereIs() {
    assertThat(MachineMemory.LINUX.availableBytes()).isGreaterThan(MB);
    assertThat(MachineMemory.LINUX.residentBytes()).isGreaterThan(MB);
  }

  @Test
  void whatWasRecordedIsPassedHereAndFailedByAnotherNetwork() throws Exception {
    String recorded;
    try (LoadedModel model = runtime.load(null, packs)) {
      recorded = SelfTestRecorder.record(pack(""), model);
    }
    Pack pack = pack(", \"selfTest\": " + recorded);
    assertThat(pack.selfTest().samples()).hasSize(1);
    assertThat(pack.selfTest().latencyMillis()).isPositive();
    assertThat(pack.selfTest().memoryMegabytes()).isPositive();

    load(pack);
    runtime.network = inputs -> new float[] {ScriptedRuntime.sum(inputs.get("in")) * 1.1F};

    assertThat(refused(pack).code()).isEqualTo("model-golden-mismatch");
  }

  @Test
  void aSampleIsRecordedAnewFromItsOwnInputs() throws Exception {
    Pack pack = pack(samples(sample("{\"values\": [1, 2.5, -3, 4], \"shape\": [1, 4]}", 0)));
    String recorded;
    try (LoadedModel model = runtime.load(null, packs)) {
      recorded = SelfTestRecorder.record(pack, model);
    }

    assertThat(recorded).contains("[ 1.0, 2.5, -3.0, 4.0 ]", "[ 4.5 ]");
    load(pack(", \"selfTest\": " + recorded));
  }

  private static String sample(String input, double sum) {
    return """
        {"network": "net", "inputs": {"in": %s},
         "outputs": {"out": {"shape": [1], "values": [%s], "tolerance": 0.0001}}}"""
        .formatted(input, sum);
  }

  private static String samples(String sample) {
    return ", \"selfTest\": {\"samples\": [" + sample + "]}";
  }

  private Pack pack(String more) throws Exception {
    return pack(PackFolder.manifest("ear", "speech", "weights"), more, "weights");
  }

  private Pack pack(String manifest, String more, String content) throws Exception {
    String whole = manifest.substring(0, manifest.lastIndexOf('}')) + more + "}";
    return new ManifestReader().read(PackFolder.write(packs, "ear", whole, content));
  }

  private void load(Pack pack) throws ModelException {
    PackLoader.load(pack, runtime).close();
  }

  private ModelException refused(Pack pack) {
    return catchThrowableOfType(ModelException.class, () -> load(pack));
  }

  private ModelException refused(Pack pack, MachineMemory memory) {
    return catchThrowableOfType(
        ModelException.class, () -> PackLoader.load(pack, runtime, memory).close());
  }

  /** Available memory, and what the process holds at each look, in megabytes. */
  private static final class Memory implements MachineMemory {
    private final long available;
    private final Deque<Long> resident;

    Memory(long available, Long... resident) {
      this.available = available;
      this.resident = new ArrayDeque<>(List.of(resident));
    }

    @Override
    public long availableBytes() {
      return available < 0 ? -1 : available * MB;
    }

    @Override
    public long residentBytes() {
      long megabytes = resident.removeFirst();
      return megabytes < 0 ? -1 : megabytes * MB;
    }
  }
}
