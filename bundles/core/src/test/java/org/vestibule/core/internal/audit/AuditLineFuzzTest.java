// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.vestibule.api.audit.AuditEntry;

/** Any bytes are a line of the audit, byte for byte, or are refused. */
class AuditLineFuzzTest {
  @FuzzTest
  void line(byte[] bytes) {
    AuditEntry entry;
    try {
      entry = AuditLine.decode(bytes);
    } catch (IllegalArgumentException refused) {
      return;
    }
    byte[] again = AuditLine.encode(entry);
    assertThat(Arrays.copyOf(again, again.length - 1)).isEqualTo(bytes);
  }
}
