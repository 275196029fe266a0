// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.device.http.DeviceLogin;
import org.vestibule.testkit.internal.client.WayOut;

/** What is said over one connection to a camera. */
@Timeout(180)
class RtspDialogTest {
  private static final String LOCAL = "rtsp://127.0.0.1:9/secret";

  @Test
  void aCameraThatReadsNothingHoldsUpNobodyWhoAsksHowItDoes() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            stuck.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    StreamWish wish = VideoBench.wish(URI.create("rtsp://192.0.2.1/sub"));
    try (WayOut way = new WayOut();
        DeviceLogin login = new DeviceLogin(wish.account())) {
      RtspDialog dialog = new RtspDialog(way, wish, login, LOCAL, full);
      Thread decoder = new Thread(() -> describe(dialog), "decoder");
      decoder.setDaemon(true);
      decoder.start();
      stuck.await();
      CompletableFuture<?> asked = CompletableFuture.supplyAsync(dialog::fault);
      try {
        assertThat(asked.get(60, TimeUnit.SECONDS).toString()).contains("station-silent");
      } finally {
        free.countDown();
      }
    }
  }

  private static void describe(RtspDialog dialog) {
    try {
      dialog.fromDecoder(
          new RtspMessage("DESCRIBE " + LOCAL + " RTSP/1.0", List.of("CSeq: 1"), new byte[0]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
