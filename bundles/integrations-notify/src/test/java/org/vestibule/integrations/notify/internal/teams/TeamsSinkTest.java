// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Npm;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Receiver.Got;
import org.vestibule.integrations.notify.internal.Receiver.Reply;
import org.vestibule.integrations.notify.internal.Residents;
import org.vestibule.integrations.notify.internal.Until;

/** What people in Teams see. */
@Timeout(180)
class TeamsSinkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prints every event of parsing and validation, of Microsoft's own renderer. */
  private static final String CHECK =
      "const ac = require('adaptivecards'); const card = new ac.AdaptiveCard();"
          + "const context = new ac.SerializationContext(ac.Versions.v1_4);"
          + "card.parse(JSON.parse(Buffer.from(process.argv[1], 'base64').toString()), context);"
          + "const found = []; for (let i = 0; i < context.eventCount; i++)"
          + " found.push(context.getEventAt(i).message);"
          + "card.validateProperties().validationEvents.forEach(e => found.push(e.message));"
          + "console.log('found ' + found.length + ' ' + found.join('; '));";

  private final Residents residents = new Residents();
  private House house = residents.in(new House(Map.of()));
  private Receiver teams;
  private TeamsSink sink;

  @BeforeEach
  void open() throws Exception {
    teams = Receiver.plain().answer(got -> Reply.of(202));
  }

  @AfterEach
  void close() throws Exception {
    if (sink != null) {
      sink.stop();
    }
    teams.close();
  }

  @Test
  void aBellThatTeamsDoesNotTakeIsUndeliverable() throws Exception {
    start(Map.of());
    teams.answer(got -> Reply.of(400));
    assertThatThrownBy(() -> sink.deliver(bell("Front: somebody")))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("notice-undeliverable"))
        .hasMessageContaining("400");
    assertThat(teams.got).hasSize(1);
  }

  @Test
  void aBellIsACardInWhichNoWordIsMarkup() throws Exception {
    start(Map.of("consoleUrl", "https://gw.example"));
    assertThat(sink.deliver(bell("Front: {{DATE(x)}} **bold** [a](https://evil.example)")))
        .isEqualTo("taken by teams");
    JsonNode message = JSON.readTree(teams.got.get(0).body());
    assertThat(message.path("type").asText()).isEqualTo("message");
    assertThat(message.path("attachments").size()).isEqualTo(1);
    JsonNode attachment = message.path("attachments").path(0);
    assertThat(attachment.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.has("contentUrl")).isTrue();
    JsonNode card = attachment.path("content");
    assertThat(card.path("version").asText()).isEqualTo("1.4");
    JsonNode words = card.path("body").path(1);
    assertThat(words.path("type").asText()).isEqualTo("RichTextBlock");
    assertThat(words.findValue("text").asText())
        .isEqualTo("Front: { {DATE(x)}} **bold** [a](https://evil.example)");
    JsonNode button = card.path("actions").path(0);
    assertThat(button.path("type").asText()).isEqualTo("Action.OpenUrl");
    assertThat(button.path("url").asText()).isEqualTo("https://gw.example/resident");
  }

  @Test
  void microsoftsOwnCodeFindsNothingWrongWithOurCards() throws Exception {
    Npm.need("adaptivecards", "3.0.4");
    residents.picture = Optional.of(noise(320, 240));
    house = residents.in(new House(Map.of("allow", "teams:event, teams:raw-video")));
    start(Map.of("what", "bell, alarms, summaries", "consoleUrl", "https://gw.example"));
    sink.deliver(bell("Front: somebody"));
    alarm();
    Until.holds(() -> teams.got.size() == 2, () -> sink.status());
    for (Got got : teams.got) {
      JsonNode card = JSON.readTree(got.body()).path("attachments").path(0).path("content");
      assertThat(check(card.toString())).isEqualTo("found 0");
    }
    assertThat(check("{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"Nope\"}]}"))
        .as("it does find what is wrong")
        .doesNotStartWith("found 0");
  }

  @Test
  void aPictureIsInTheCardOnlyIfTheSiteWroteSoAndMadeToFit() throws Exception {
    residents.picture = Optional.of(noise(1280, 720));
    start(Map.of());
    sink.deliver(bell("Front: somebody"));
    sink.stop();
    house = residents.in(new House(Map.of("allow", "teams:event, teams:raw-video")));
    start(Map.of());
    sink.deliver(bell("Front: Bob"));
    assertThat(new String(teams.got.get(1).body(), StandardCharsets.UTF_8)).doesNotContain("Bob");
    byte[] body = teams.got.get(1).body();
    assertThat(body.length).isLessThan(TeamsCard.MOST_BYTES);
    String url = JSON.readTree(body).findValue("url").asText();
    assertThat(url).startsWith("data:image/jpeg;base64,");
    byte[] jpeg = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg))).isNotNull();
  }

  @Test
  void withoutLeaveForPicturesThereIsNone() throws Exception {
    residents.picture = Optional.of(noise(64, 48));
    house = residents.in(new House(Map.of("allow", "teams:event, teams:personal")));
    start(Map.of());
    sink.deliver(bell("Front: somebody"));
    assertThat(new String(teams.got.get(0).body(), StandardCharsets.UTF_8))
        .contains("somebody")
        .doesNotContain("base64");
  }

  @Test
  void rawPixelsAndBrokenFilesAreTakenOrLeft() throws Exception {
    residents.picture =
        Optional.of(
            new Frame(
                new byte[64 * 48 * 3 / 2],
                new FrameFormat.Raw(PixelLayout.I420, 64, 48),
                Instant.now(),
                1));
    house = residents.in(new House(Map.of("allow", "teams:event, teams:raw-video")));
    start(Map.of());
    sink.deliver(bell("Front"));
    byte[] jpeg = noiseFile(64, 48);
    residents.picture = Optional.of(new Frame(Arrays.copyOf(jpeg, 20), Instant.now(), 1));
    sink.deliver(bell("Front"));
    residents.picture =
        Optional.of(
            new Frame(
                new byte[10],
                new FrameFormat.Raw(PixelLayout.RGB24, 60_000, 60_000),
                Instant.now(),
                1));
    sink.deliver(bell("Front"));
    assertThat(teams.got.stream().map(got -> new String(got.body(), StandardCharsets.UTF_8)))
        .satisfiesExactly(
            first -> assertThat(first).contains("base64"),
            second -> assertThat(second).doesNotContain("base64"),
            third -> assertThat(third).doesNotContain("base64"));
  }

  private void start(Map<String, Object> more) {
    house.secrets.with("hook", teams.url("/workflows/x?sig=y"));
    Map<String, Object> settings = new TreeMap<>();
    settings.put("id", "team");
    settings.put("url", "secret:hook");
    settings.put("allowPrivate", true);
    settings.putAll(more);
    sink = new TeamsSink(house.services, settings, House.FAST, Clock.systemUTC());
    Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
  }

  private void alarm() {
    house.outbox.add(
        "door/alarm-raised",
        "door/front-door",
        "{\"topic\":\"door/alarm-raised\",\"door\":\"front-door\",\"alarm\":\"HELD_OPEN\"}",
        Instant.now());
  }

  private static String check(String card) throws Exception {
    return Npm.node(
        CHECK, Base64.getEncoder().encodeToString(card.getBytes(StandardCharsets.UTF_8)));
  }

  private static Notice bell(String text) {
    return new Notice(Residents.VISIT, new StationId("front"), false, text);
  }

  /** A picture that no encoder makes small. */
  private static Frame noise(int width, int height) throws Exception {
    return new Frame(noiseFile(width, height), Instant.now(), 1);
  }

  private static byte[] noiseFile(int width, int height) throws Exception {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
