// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;

/** Whatever comes as a command is one within its bounds, or refused with what is allowed. */
class CommandFuzzTest {
  @FuzzTest
  void command(FuzzedDataProvider data) {
    Encoding encoding = data.consumeBoolean() ? Encoding.JSON : Encoding.CBOR;
    CommandRequest request;
    try {
      request = CommandMessages.read(data.consumeRemainingAsBytes(), encoding);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("command-invalid");
      assertThat(refused.input()).isNotBlank().hasSizeLessThan(80);
      assertThat(refused.found()).hasSizeLessThan(80).doesNotContainPattern("\\p{Cntrl}");
      assertThat(refused.allowed()).isNotBlank();
      return;
    }
    assertThat(request.id()).matches("[A-Za-z0-9._-]{1,64}");
    if (request.command() instanceof Command.DoorHold hold) {
      assertThat(hold.seconds()).isBetween(1, 300);
    }
  }
}
