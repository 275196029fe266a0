// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.FreePorts;
import org.vestibule.testkit.internal.sip.Kamailio;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/**
 * A panel's call rings two residents, one of them behind a telephone system; whoever answers first
 * hears the visitor and opens the door. Panel and phones are baresip, the telephone system is
 * Kamailio, the gateway is the assembled one.
 */
public class CallsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String SECRET = "aLongEnoughSecret";

  /** What the visitor says takes so long at the panel. */
  private static final long SPEECH_SECONDS = 5;

  /** What a resident hears who presses a key in vain. */
  private static final double REFUSAL_HERTZ = 220;

  private static final int RATE = 8000;

  /** Samples: eleven periods of that tone. */
  private static final int TONE_WINDOW = 400;

  private final Path data = House.ROOT.resolve("itests/target/calls");
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path voice;
  private Kamailio proxy;
  private GatewayProcess gateway;
  private Operator operator;
  private Baresip ada;
  private Baresip bob;
  private Baresip guest;
  private Baresip panel;
  private int sip;

  @Before
  public void aHouseWithPhones() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    voice = Path.of(System.getProperty("vestibule.fixtures")).resolve("speech/courier.wav");
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    assumeTrue("needs the fixtures of ./vestibule test", Files.exists(voice));
    assumeTrue("needs baresip-core; see ./vestibule doctor", Baresip.installed());
    assumeTrue("needs kamailio; see ./vestibule doctor", Kamailio.installed());
    StagedHome.withStations(data, packs);
    sip = FreePorts.row(2);
    proxy = keep(Kamailio.start(folder("proxy"), SECRET));
    configure();
    gateway = keep(GatewayProcess.start(data, "calls.log"));
    Await.that(PATIENCE, this::takesPhones, () -> "no SIP at port " + sip);
    ada = phone(PhoneOptions.of("ada").at("127.0.0.1:" + sip, SECRET));
    guest = phone(PhoneOptions.of("guest").at("127.0.0.1:" + sip, SECRET).protectedBy("srtp"));
    bob = phone(PhoneOptions.of("bob").at(proxy.domain(), SECRET));
    panel = phone(PhoneOptions.of("panel").at("127.0.0.1:" + sip, SECRET).saying(atAPanel()));
    operator = Operator.whenReady(gateway.address(), data, PATIENCE);
  }

  private boolean takesPhones() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sip)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // Not yet.
    }
  }

  @After
  public void everybodyGoes() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  public void whoeverAnswersFirstHearsTheVisitorAndOpensTheDoor() throws Exception {
    panel.dial("sip:12@127.0.0.1:" + sip);
    ada.await("CALL_INCOMING", SOON);
    bob.await("CALL_INCOMING", SOON);
    ada.accept();
    ada.await("CALL_ESTABLISHED", SOON);
    bob.await("CALL_CLOSED", SOON);
    String visit = visitAt("gate");
    operator.await(visit, story -> story.path("answered").asText().equals("phone"), SOON);
    listen(ada);
    ada.press('9');
    JsonNode opened = operator.await(visit, story -> story.path("outcome").has("type"), SOON);
    assertEquals(opened.toString(), "Opened", opened.path("outcome").path("type").asText());
    ada.hangUp();
    panel.await("CALL_CLOSED", SOON);
    operator.closed(visit, SOON);

    String understood = understood(ada.heard().get(0));
    assertTrue(understood, understood.contains("package") || understood.contains("delivery"));
  }

  @Test
  public void whoMayNotOpenTalksAndDoesNotOpen() throws Exception {
    panel.dial("sip:14@127.0.0.1:" + sip);
    guest.await("CALL_INCOMING", SOON);
    guest.accept();
    guest.await("CALL_ESTABLISHED", SOON);
    String visit = visitAt("gate");
    operator.await(visit, story -> story.path("answered").asText().equals("phone"), SOON);
    listen(guest);
    Path heard = guest.heard().get(0);
    int before = (int) Files.size(heard);
    guest.press('9');
    Await.that(
        SOON,
        () -> refusalMillis(heard, before) >= 250,
        () -> "the tone of a refusal was heard for " + refusalMillis(heard, before) + " ms");
    guest.hangUp();
    panel.await("CALL_CLOSED", SOON);
    JsonNode closed = operator.closed(visit, SOON);
    assertFalse(closed.toString(), closed.path("outcome").path("type").asText().equals("Opened"));
  }

  private void configure() throws IOException {
    Path secret =
        Files.writeString(
            Files.createDirectories(data.resolve("secrets")).resolve("sip"), SECRET + "\n");
    write(
        "org.vestibule.sip.cfg",
        "port = " + sip,
        "registrar = " + proxy.domain(),
        "registrarUser = gateway",
        "registrarPasswordFile = " + secret);
    write("org.vestibule.calls.cfg", "pageSeconds = 0");
    write(
        "org.vestibule.sip.phone-panel.cfg",
        "user = panel",
        "passwordFile = " + secret,
        "station = gate");
    write(
        "org.vestibule.sip.phone-ada.cfg",
        "user = ada",
        "passwordFile = " + secret,
        "units = 12",
        "opens = true");
    write(
        "org.vestibule.sip.phone-bob.cfg",
        "user = bob",
        "address = sip:bob@" + proxy.domain(),
        "units = 12",
        "opens = true");
    write(
        "org.vestibule.sip.phone-guest.cfg",
        "user = guest",
        "passwordFile = " + secret,
        "units = 14");
    write("org.vestibule.station.sip-gate.cfg", "id = gate", "door = front-door", "sip = panel");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(data.resolve("etc").resolve(file), List.of(lines));
  }

  private Baresip phone(PhoneOptions options) throws Exception {
    Baresip phone = keep(Baresip.start(folder(options.user()), options));
    if (!options.registrar().isEmpty()) {
      phone.await("REGISTER_OK", SOON);
    }
    return phone;
  }

  private Path folder(String name) throws IOException {
    Path folder = data.resolve("peers").resolve(name);
    Container.deleteData(folder);
    return Files.createDirectories(folder);
  }

  /** What the visitor says, as a panel has it, with a long silence after it. */
  private Path atAPanel() throws Exception {
    Path wave = data.resolve("peers/visitor.wav");
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-i",
                voice.toString(),
                "-af",
                "adelay=1500,apad=pad_dur=90",
                "-ar",
                "8000",
                "-ac",
                "1",
                wave.toString())
            .inheritIO()
            .start();
    assertTrue("ffmpeg", ffmpeg.waitFor(60, TimeUnit.SECONDS) && ffmpeg.exitValue() == 0);
    return wave;
  }

  /** Waits until a phone has recorded what the visitor says. */
  private static void listen(Baresip phone) throws Exception {
    Await.that(
        "the visitor is heard",
        () ->
            !phone.heard().isEmpty()
                && Files.size(phone.heard().get(0)) > 2 * 8000 * (SPEECH_SECONDS + 1));
  }

  /**
   * Returns how long a recording holds the one low tone that nothing else here makes, from a byte
   * on.
   */
  private static int refusalMillis(Path recording, int from) throws IOException {
    byte[] wave = Files.readAllBytes(recording);
    int windows = 0;
    for (int at = from & ~1; at + 2 * TONE_WINDOW <= wave.length; at += 2 * TONE_WINDOW) {
      windows += share(wave, at, REFUSAL_HERTZ) > 0.8 ? 1 : 0;
    }
    return windows * TONE_WINDOW * 1000 / RATE;
  }

  /** Returns how much of a window's energy is at one frequency (Goertzel's algorithm), 0 to 1. */
  private static double share(byte[] wave, int from, double hertz) {
    double step = 2 * Math.cos(2 * Math.PI * hertz / RATE);
    double one = 0;
    double two = 0;
    double energy = 1;
    for (int i = 0; i < TONE_WINDOW; i++) {
      int at = from + 2 * i;
      double sample = (short) (wave[at] & 0xff | wave[at + 1] << 8);
      double next = sample + step * one - two;
      two = one;
      one = next;
      energy += sample * sample;
    }
    return 2 * (one * one + two * two - step * one * two) / (TONE_WINDOW * energy);
  }

  private String visitAt(String station) throws Exception {
    for (JsonNode story : operator.get("/api/visits").body()) {
      if (story.path("station").asText().equals(station) && !story.has("closedAt")) {
        return story.path("id").asText();
      }
    }
    throw new AssertionError("no visit is open at " + station);
  }

  /** What the gateway's own ear makes of what a resident heard. */
  private String understood(Path recording) throws Exception {
    VirtualStation front = VirtualStation.of(gateway.address(), data, "front");
    String visit = front.press();
    front.sound(visit, Files.readAllBytes(recording));
    JsonNode story = operator.await(visit, one -> one.has("transcript"), SOON);
    return story.path("transcript").asText().toLowerCase(Locale.ROOT);
  }

  private <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }
}
