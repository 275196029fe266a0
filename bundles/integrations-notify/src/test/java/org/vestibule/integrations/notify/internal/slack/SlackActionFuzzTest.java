// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is posted is one button of one user, or nothing. */
class SlackActionFuzzTest {
  @FuzzTest
  void action(byte[] form) {
    SlackAction.read(form)
        .ifPresent(
            action -> {
              assertThat(action.user()).matches(SlackAction.USER);
              assertThat(action.action()).isNotNull();
              assertThat(action.value()).isNotNull();
              assertThat(action.responseUrl()).isNotNull();
            });
  }
}
