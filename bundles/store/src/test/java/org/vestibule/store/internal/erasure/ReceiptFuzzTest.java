// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.vestibule.api.privacy.ErasureReceipt;

/**
 * A stored receipt and a stored erasure are read and can be written again, or are named as changed.
 */
class ReceiptFuzzTest {
  @FuzzTest
  void receipt(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      ErasureReceipt receipt = ReceiptCodec.read(text);
      assertThat(ReceiptCodec.text(receipt)).contains("\"removed\":{");
      assertThat(ReceiptCodec.signed(receipt)).isNotEmpty();
    } catch (IllegalStateException refused) {
      assertThat(refused.getMessage()).contains("not what was stored");
    }
    try {
      Progress progress = Progress.read(text);
      assertThat(Progress.read(progress.text()).removed()).isEqualTo(progress.removed());
    } catch (IllegalStateException refused) {
      assertThat(refused.getMessage()).contains("not what was stored");
    }
  }
}
