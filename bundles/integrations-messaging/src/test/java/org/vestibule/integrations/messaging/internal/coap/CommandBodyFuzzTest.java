// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;

/** Bytes that come as a command are one, or are refused in words; nothing else comes of it. */
class CommandBodyFuzzTest {
  @FuzzTest
  void command(byte[] bytes) {
    for (BodyFormat format : BodyFormat.plain()) {
      try {
        CommandRequest request = CommandBody.read(bytes, format);
        assertThat(request.id()).hasSizeBetween(1, 64);
      } catch (VestibuleException e) {
        assertThat(e.code()).isEqualTo("command-invalid");
      } catch (Refused e) {
        assertThat(e.response()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
      }
    }
  }
}
