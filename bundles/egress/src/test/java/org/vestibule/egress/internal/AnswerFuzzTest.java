// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** Whatever a server answers is an answer within the bound, or an error that names it as none. */
class AnswerFuzzTest {
  private static final int MOST = 1000;
  private static final HttpRequest REQUEST =
      HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).build();

  @FuzzTest
  void answer(byte[] bytes) {
    HttpReader read = new HttpReader(new ByteArrayInputStream(bytes), MOST);
    try {
      read.read("POST");
    } catch (IOException | VestibuleException refused) {
      return;
    }
    Answer answer = new Answer(REQUEST, read, Optional.empty());
    assertThat(answer.statusCode()).isBetween(200, 599);
    assertThat(answer.body()).hasSizeLessThanOrEqualTo(MOST);
    assertThat(answer.headers().map()).hasSizeLessThanOrEqualTo(bytes.length);
  }
}
