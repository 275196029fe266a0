// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator hears a visitor, over a real connection. */
@Timeout(180)
class SoundTest {
  private static final String OPEN = "/api/visits/v-20260101-0009-k3f9/sound";
  private static final String CLOSED = "/api/visits/v-20260101-0008-a1d2/sound";

  @TempDir Path data;
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 100);
    SampleDay.fill(console.sample);
    operator = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void nobodyListensWithoutATokenOrToWhatIsOverOrUnknown() throws Exception {
    assertThat(Client.code(new Client(console).get(OPEN))).isEqualTo("401 token-needed");
    assertThat(Client.code(operator.get(CLOSED))).isEqualTo("409 no-audio");
    assertThat(Client.code(operator.get("/api/visits/No Visit/sound".replace(" ", "%20"))))
        .isEqualTo("404 unknown-visit");
    assertThat(console.sample.heard.listeners).hasValue(0);
  }

  @Test
  void theSoundComesWhileItIsSpokenAndOthersAreAnsweredMeanwhile() throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(operator.request(OPEN).build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    try (InputStream sound = answer.body()) {
      byte[] header = sound.readNBytes(44);
      assertThat(new String(header, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
      ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(fields.getInt(4)).isEqualTo(-1);
      assertThat(fields.getInt(24)).isEqualTo(16_000);
      assertThat(fields.getInt(40)).isEqualTo(-1);
      assertThat(operator.get("/api/visits").statusCode()).isEqualTo(200);
      console.sample.heard.said.add(new short[] {1, -2});
      assertThat(sound.readNBytes(4)).containsExactly(1, 0, -2, -1);
      console.sample.heard.over = true;
      assertThat(sound.read()).isEqualTo(-1);
    }
    while (console.sample.heard.listeners.get() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
