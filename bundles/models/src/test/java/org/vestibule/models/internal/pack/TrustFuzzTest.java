// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.model.ModelException;

/** A list of signers is read, or refused by name; nothing else happens. */
class TrustFuzzTest {
  @FuzzTest
  void signers(byte[] bytes) {
    try {
      TrustFile.parse(bytes);
    } catch (ModelException refused) {
      // What a person can act on.
    }
  }
}
