// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.vestibule.api.VestibuleException;

/** Whatever comes is read or refused in words, and what was read is written without harm. */
class SoapMessageFuzzTest {
  @FuzzTest
  void message(byte[] bytes) throws VestibuleException {
    SoapRequest request;
    try {
      request = SoapRequest.read(bytes);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("xml-invalid", "soap-invalid");
      assertThat(refused.getMessage()).hasSizeLessThan(300);
      return;
    }
    request.message().fault().ifPresent(SoapMessageFuzzTest::again);
    request.login().ifPresent(shown -> shown.matches("x".getBytes(StandardCharsets.UTF_8)));
    Xml echo = Xml.text("tds:Echo", request.operation().text());
    assertThat(SoapRequest.read(SoapMessage.write(echo)).operation().name()).isEqualTo("Echo");
  }

  private static void again(SoapFault fault) {
    assertThat(fault.reason()).hasSizeLessThanOrEqualTo(200);
    assertThat(fault.write()).isNotEmpty();
  }
}
