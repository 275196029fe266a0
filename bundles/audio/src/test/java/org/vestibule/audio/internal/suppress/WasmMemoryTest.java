// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;

class WasmMemoryTest {
  private static final String HEAD = "0061736d01000000";

  /** An empty section of types, and 01 02 03 ff at address 300. */
  private static final String SOUND = HEAD + "010100" + "0b0b" + "010041ac020b" + "04010203ff";

  @Test
  void readsWhatTheDataSectionHolds() throws ModelException {
    WasmMemory memory = WasmMemory.read("p@1", bytes(SOUND));

    assertThat(memory.bytes(299, 6)).containsExactly(0, 1, 2, 3, -1, 0);
    assertThat(memory.word(300)).isEqualTo(0xff030201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "504b0304" + "01000000",
        "0061736d02000000",
        HEAD + "0bffffffff0f",
        HEAD + "0b8080808080808000",
        HEAD + "0b0b" + "010041ac020b" + "7f010203ff",
        HEAD + "0b0c" + "010041ffff3f0b" + "04010203ff",
        HEAD + "0b08" + "0100417f0b" + "020102",
        HEAD + "0b07" + "0101" + "04010203ff",
        HEAD + "0b09" + "010023000b" + "03010203",
        HEAD + "0b0b" + "020041ac020b" + "04010203ff",
        HEAD + "0b0b" + "ffffffff0f0041ac020b01",
      })
  void whatIsNoSuchModuleIsRefused(String module) {
    refused(bytes(module));
  }

  @Test
  void aModuleThatEndsInTheMiddleIsRefused() {
    byte[] whole = bytes(SOUND);
    for (int length = 0; length < whole.length; length++) {
      // Between sections it is a whole module, without data.
      if (length != 8 && length != 11) {
        refused(Arrays.copyOf(whole, length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) - 3})
  void anAddressThatLeadsOutsideIsRefused(int address) throws ModelException {
    WasmMemory memory = WasmMemory.read("p@1", bytes(SOUND));

    assertThatThrownBy(() -> memory.word(address)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> memory.bytes(address, 4)).isInstanceOf(ModelException.class);
  }

  @Test
  void aModuleWithoutTheNetworkIsRefused() {
    assertThatThrownBy(() -> Weights.read("p@1", bytes(SOUND), 300))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-manifest-invalid"));
  }

  private static void refused(byte[] module) {
    assertThatThrownBy(() -> WasmMemory.read("p@1", module))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> {
              assertThat(e.code()).isEqualTo("model-manifest-invalid");
              assertThat(e.input()).contains("p@1");
            });
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
