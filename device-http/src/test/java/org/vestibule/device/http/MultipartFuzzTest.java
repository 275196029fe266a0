// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.vestibule.device.http.MultipartReader.Part;

class MultipartFuzzTest {
  @FuzzTest
  void anyStreamOfPartsEndsOrIsRefused(byte[] stream) {
    try {
      ChunkedInput chunks = new ChunkedInput(new ByteArrayInputStream(stream));
      read(new MultipartReader("multipart/mixed; boundary=part", chunks));
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
    try {
      read(
          new MultipartReader(
              "multipart/x-mixed-replace; boundary=\"--part\"", new ByteArrayInputStream(stream)));
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  private static void read(MultipartReader parts) throws IOException {
    for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
      assertThat(part.get().body().length).isLessThanOrEqualTo(MultipartReader.MOST_PART);
    }
  }
}
