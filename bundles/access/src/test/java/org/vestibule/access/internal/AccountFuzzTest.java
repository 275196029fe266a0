// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;

/** What lies on the shelf of accounts is a whole account, or named as damaged. */
class AccountFuzzTest {
  private final Passwords passwords = new Passwords(Bench.CHEAP);
  private final FakeShelves shelves = new FakeShelves();
  private final Surroundings surroundings = new Surroundings();

  @FuzzTest
  void account(byte[] bytes) throws Exception {
    surroundings.shelves = shelves;
    shelves.put("accounts", "jo", bytes);
    try {
      StoredAccount account = new AccountShelf(surroundings).find("jo").orElseThrow();
      assertThat(account.name()).isEqualTo("jo");
      assertThat(account.caller(Caller.Through.REST).subject()).isEqualTo("jo");
      assertThat(account.shown(Optional.empty()).grants()).isEqualTo(account.held());
      if (account.kind() != Caller.Kind.MACHINE) {
        assertThat(passwords.outdated(account.proof()))
            .isNotEqualTo(account.proof().contains("$m=64,t=1,p=1$"));
      }
      assertThat(account.factor().recovery()).doesNotContainNull();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("storage-failed");
    }
  }
}
