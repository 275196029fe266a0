// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

/** Calls as a resident's page asks for them. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallsTest {
  @TempDir Path data;
  private SampleConsole console;
  private SampleCalls calls;
  private Client ada;
  private Client bo;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    calls = new SampleCalls(console.pages);
    console.sample.house.calls = calls;
    ada = Client.bearing(console, console.trust.access.token("ada", Grant.of(Role.RESIDENT)));
    bo = Client.bearing(console, console.trust.access.token("bo", Grant.of(Role.RESIDENT)));
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void somebodyElsesCallLooksLikeNoneAtAll() throws Exception {
    calls.ring("c-1", "ada");
    assertThat(Client.json(bo.get("/api/calls"))).isEmpty();
    for (String deed : new String[] {"answer", "decline", "open", "hang-up"}) {
      String there = bo.post("/api/calls/c-1/" + deed, "").body();
      assertThat(there.replace("c-1", "c-9"))
          .as(deed)
          .isEqualTo(bo.post("/api/calls/c-9/" + deed, "").body());
    }
    for (String path : new String[] {"picture", "voice"}) {
      assertThat(Client.code(bo.get("/api/calls/c-1/" + path))).isEqualTo("404 unknown-call");
    }
    assertThat(Client.json(ada.get("/api/calls")).findValuesAsText("title"))
        .containsExactly("Front door");
    assertThat(calls.deeds).isEmpty();
  }

  @Test
  void aPageHearsOfItsOwnCallsOnly() throws Exception {
    HttpResponse<java.io.InputStream> events =
        HttpClient.newHttpClient()
            .send(bo.request("/api/calls/events").GET().build(), BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(events.body()));
    assertThat(data(lines)).isEqualTo("[]");
    calls.ring("c-1", "ada");
    calls.ring("c-2", "bo");
    assertThat(data(lines)).contains("c-2").doesNotContain("c-1");
    calls.end("c-1", "hung-up");
    calls.end("c-2", "hung-up");
    assertThat(data(lines)).isEqualTo("[]");
  }

  @Test
  void aPageStillHearsAfterTheCallsFailedOnce() throws Exception {
    HttpResponse<java.io.InputStream> events =
        HttpClient.newHttpClient()
            .send(ada.request("/api/calls/events").GET().build(), BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(events.body()));
    assertThat(data(lines)).isEqualTo("[]");
    calls.failing = true;
    while (calls.failed.get() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    calls.failing = false;
    calls.ring("c-1", "ada", false);
    assertThat(data(lines)).contains("c-1");
  }

  @Test
  void aPageIsNotToldAListThatIsOvertaken() throws Exception {
    HttpResponse<java.io.InputStream> events =
        HttpClient.newHttpClient()
            .send(ada.request("/api/calls/events").GET().build(), BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(events.body()));
    assertThat(data(lines)).isEqualTo("[]");
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch overtaken = new CountDownLatch(1);
    Thread slow = new Thread(() -> calls.ring("c-1", "ada"));
    calls.asked =
        () -> {
          if (Thread.currentThread() == slow) {
            looked.countDown();
            await(overtaken);
          }
        };
    slow.start();
    await(looked);
    calls.ring("c-2", "ada");
    assertThat(data(lines)).contains("c-1", "c-2");
    overtaken.countDown();
    slow.join();
    calls.ring("c-3", "ada");
    assertThat(data(lines)).contains("c-1", "c-2", "c-3");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoeverAnsweredOpensOnceAndHangsUpAndNobodyElse() throws Exception {
    calls.ring("c-1", "ada");
    assertThat(Client.json(ada.post("/api/calls/c-1/answer", "")).path("visit").asText())
        .isEqualTo("v-c-1");
    assertThat(Client.code(ada.post("/api/calls/c-1/answer", ""))).isEqualTo("409 call-answered");
    assertThat(Client.code(bo.post("/api/calls/c-1/open", ""))).isEqualTo("404 unknown-call");
    assertThat(
            Client.json(ada.post("/api/calls/c-1/open", "")).path("outcome").path("type").asText())
        .isEqualTo("Opened");
    assertThat(Client.code(ada.post("/api/calls/c-1/leave", "{\"farewell\":\"go away\"}")))
        .isEqualTo("422 value-invalid");
    assertThat(ada.post("/api/calls/c-1/leave", "{\"farewell\":\"parcel-room\"}").statusCode())
        .isEqualTo(204);
    assertThat(Client.code(ada.post("/api/calls/c-1/hang-up", ""))).isEqualTo("404 unknown-call");
    assertThat(calls.deeds)
        .containsExactly(
            "ada answered c-1 by browser",
            "opened c-1",
            "left c-1 PARCEL_ROOM",
            "ended c-1 hung-up");
  }

  @Test
  void bothHearEachOther() throws Exception {
    calls.ring("c-1", "ada");
    ada.post("/api/calls/c-1/answer", "");
    Ear ear = new Ear();
    WebSocket voice = voice(ear, "ada");
    short[] piece = new short[320];
    java.util.Arrays.fill(piece, (short) 1234);
    calls.visitor.said.add(piece);
    byte[] heard = ear.heard.poll(60, TimeUnit.SECONDS);
    assertThat(heard).hasSize(641);
    assertThat(heard[0]).isEqualTo(CallVoice.SOUND);
    assertThat((heard[2] << 8) | (heard[1] & 0xFF)).isEqualTo(1234);
    voice.sendBinary(ByteBuffer.wrap(heard), true).get(60, TimeUnit.SECONDS);
    assertThat(calls.spoken.poll(60, TimeUnit.SECONDS)).isEqualTo(piece);
    ada.post("/api/calls/c-1/hang-up", "");
    assertThat(ear.closed.poll(60, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void aPageThatWentHangsUpAfterTenSeconds() throws Exception {
    calls.ring("c-1", "ada");
    ada.post("/api/calls/c-1/answer", "");
    WebSocket voice = voice(new Ear(), "ada");
    long went = System.nanoTime();
    voice.abort();
    while (!calls.deeds.contains("ended c-1 hung-up")) {
      assertThat(Duration.ofNanos(System.nanoTime() - went)).isLessThan(Duration.ofSeconds(60));
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - went)).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void anotherSitesPageHearsNothing() {
    calls.ring("c-1", "ada");
    assertThatThrownBy(
            () -> {
              ada.post("/api/calls/c-1/answer", "");
              HttpClient.newHttpClient()
                  .newWebSocketBuilder()
                  .header("Authorization", "Bearer token-of-ada")
                  .header("Origin", "https://elsewhere.example")
                  .buildAsync(address(), new Ear())
                  .get(60, TimeUnit.SECONDS);
            })
        .hasStackTraceContaining("403");
  }

  @Test
  void pixelsBecomeAPictureAndAFileStaysAsItIs() throws Exception {
    calls.ring("c-1", "ada");
    assertThat(ada.get("/api/calls/c-1/picture").statusCode()).isEqualTo(204);
    byte[] nv12 = new byte[64 * 48 * 3 / 2];
    java.util.Arrays.fill(nv12, 0, 64 * 48, (byte) 150);
    java.util.Arrays.fill(nv12, 64 * 48, nv12.length, (byte) 128);
    console.sample.seen =
        Optional.of(
            new Frame(
                nv12,
                new FrameFormat.Raw(PixelLayout.NV12, 64, 48),
                Instant.now(),
                System.nanoTime()));
    HttpResponse<byte[]> picture =
        HttpClient.newHttpClient()
            .send(ada.request("/api/calls/c-1/picture").GET().build(), BodyHandlers.ofByteArray());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(image.getRGB(30, 20) & 255).isBetween(145, 155);
    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
  }

  @Test
  void nothingRingsForAWhileOnceSomebodyWishesSo() throws Exception {
    assertThat(Client.json(ada.get("/api/calls/quiet")).has("until")).isFalse();
    assertThat(Client.code(ada.put("/api/calls/quiet", "{\"minutes\":1441}")))
        .isEqualTo("422 value-invalid");
    assertThat(Client.json(ada.put("/api/calls/quiet", "{\"minutes\":60}")).has("until")).isTrue();
    assertThat(Client.json(ada.put("/api/calls/quiet", "{\"minutes\":0}")).has("until")).isFalse();
  }

  private static String data(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (!line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line.substring(6);
  }

  private URI address() {
    return URI.create("ws://127.0.0.1:" + console.port() + "/api/calls/c-1/voice");
  }

  private WebSocket voice(Ear ear, String subject) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer token-of-" + subject)
        .buildAsync(address(), ear)
        .get(60, TimeUnit.SECONDS);
  }

  /** Hears what comes. */
  private static final class Ear implements WebSocket.Listener {
    final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      heard.add(bytes);
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.add(code);
      return null;
    }
  }
}
