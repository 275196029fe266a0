// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.vestibule.api.VestibuleException;

/** Bytes open only as what was sealed; an opened first line of a keyring is read or refused. */
class SealedFuzzTest {
  private static final byte[] AAD = {7};

  private final Aead aead = new Aead();
  private final byte[] key = new byte[Aead.KEY];

  @FuzzTest
  void value(byte[] bytes) {
    try {
      byte[] plain = aead.open(key, AAD, bytes);
      assertThat(plain).as("one of the seeds").hasSize(bytes.length - 1 - 12 - Aead.TAG);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("seal-broken");
    }
    try {
      assertThat(Opening.of(bytes).since()).isAfter(Instant.MIN);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("seal-broken");
    }
  }
}
