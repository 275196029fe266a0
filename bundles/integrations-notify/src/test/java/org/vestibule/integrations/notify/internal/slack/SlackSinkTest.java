// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Receiver.Got;
import org.vestibule.integrations.notify.internal.Receiver.Reply;
import org.vestibule.integrations.notify.internal.Residents;
import org.vestibule.integrations.notify.internal.Until;

/** What people in Slack see. */
@Timeout(180)
class SlackSinkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Residents residents = new Residents();
  private House house = residents.in(new House(Map.of()));
  private Receiver slack;
  private SlackSink sink;

  @BeforeEach
  void open() throws Exception {
    slack = Receiver.plain();
    slack.says(got -> "ok".getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void close() throws Exception {
    if (sink != null) {
      sink.stop();
    }
    slack.close();
  }

  @Test
  void aBellIsThereWithWordsStationTimeAndNoButtonThatNobodyAskedFor() throws Exception {
    start(Map.of());
    assertThat(sink.deliver(bell("Front: a <!channel> & *courier*"))).isEqualTo("taken by slack");
    JsonNode message = JSON.readTree(slack.got.get(0).body());
    BlockKit.check(message);
    assertThat(message.path("text").asText()).isEqualTo("Somebody rings: front");
    assertThat(message.path("blocks").path(1).path("text").path("type").asText())
        .isEqualTo("plain_text");
    assertThat(message.path("blocks").path(1).path("text").path("text").asText())
        .isEqualTo("Front: a <!channel> & *courier*");
    assertThat(message.findValuesAsText("type")).doesNotContain("actions");
    assertThat(message.toString()).contains("<!date^");
  }

  @Test
  void aBellThatSlackDoesNotTakeIsUndeliverableAndNeverSentLate() throws Exception {
    start(Map.of());
    slack.answer(got -> Reply.of(500));
    assertThatThrownBy(() -> sink.deliver(bell("Front: somebody")))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("notice-undeliverable");
              assertThat(e.getMessage()).contains("500");
            });
    slack.answer(got -> Reply.of(200));
    String alarm = alarm("FORCED_OPEN");
    Until.holds(() -> house.outbox.confirmed("slack-team").contains(alarm), () -> sink.status());
    assertThat(slack.got.stream().filter(got -> text(got).contains("rings"))).hasSize(1);
  }

  @Test
  void withoutAWayOutABellIsUndeliverableAtOnce() {
    start(Map.of());
    house.wayOut(false);
    Until.holds(() -> sink.status().cause() == Cause.DEPENDENCY, () -> sink.status());
    assertThatThrownBy(() -> sink.deliver(bell("Front: somebody")))
        .hasMessageContaining("is not there");
  }

  @Test
  void namesAreLeftOutWhereTheSiteAllowsOnlyEvents() throws Exception {
    house = residents.in(new House(Map.of("allow", "slack:event")));
    start(Map.of());
    assertThat(sink.deliver(bell("Front: Bob wants Anna"))).isEqualTo("taken by slack");
    assertThat(text(slack.got.get(0))).contains("Somebody rings").doesNotContain("Bob");
  }

  @Test
  void quietNoticesAndSilentAlarmsRingNowhere() throws Exception {
    start(Map.of());
    assertThat(sink.deliver(notice(false, true))).startsWith("not used");
    assertThat(sink.deliver(notice(true, true))).isEqualTo("not used: duress is off");
    house.outbox.add("door/duress", "door/front");
    String alarm = alarm("HELD_OPEN");
    Until.holds(() -> house.outbox.confirmed("slack-team").contains(alarm), () -> sink.status());
    assertThat(slack.got).hasSize(1);
    sink.configure(settings(Map.of("duress", "on")));
    String duress = house.outbox.add("door/duress", "door/front");
    Until.holds(() -> house.outbox.confirmed("slack-team").contains(duress), () -> sink.status());
    assertThat(text(slack.got.get(1))).contains("SILENT ALARM at front");
    assertThat(sink.deliver(notice(true, true))).isEqualTo("told as door/duress");
  }

  @Test
  void alarmsAndSummariesComeInTheChannelsLanguage() throws Exception {
    start(
        Map.of("language", "de", "what", "alarms, summaries", "consoleUrl", "https://gw.example/"));
    alarm("FORCED_OPEN");
    house.outbox.add(
        "visit/closed",
        "station/front",
        "{\"topic\":\"visit/closed\",\"after\":{\"station\":\"front\",\"outcome\":{\"type\":\"Opened\"},"
            + "\"claimedName\":\"Bob\",\"transcript\":\"hello\"}}",
        Instant.now());
    Until.holds(() -> slack.got.size() == 2, () -> sink.status());
    assertThat(text(slack.got.get(0)))
        .contains("front-door wurde aufgebrochen", "https://gw.example/");
    assertThat(text(slack.got.get(1)))
        .contains("Besuch an front: Die Tür wurde geöffnet")
        .doesNotContain("Bob", "hello");
    for (Got got : slack.got) {
      BlockKit.check(JSON.readTree(got.body()));
    }
    assertThat(sink.deliver(bell("Front"))).isEqualTo("not used: bell is not in what");
  }

  @Test
  void aPictureFollowsOnlyIfTheSiteWroteThatItMay() throws Exception {
    residents.picture = Optional.of(new Frame(jpeg(), Instant.now(), 1));
    house.secrets.with("bot", "xoxb-1");
    Map<String, Object> token = Map.of("botToken", "secret:bot", "channel", "C0123ABCD");
    slack.says(
        got ->
            got.path().startsWith("/api")
                ? ("{\"ok\":true,\"file_id\":\"F1\",\"upload_url\":\""
                        + slack.url("/upload")
                        + "\"}")
                    .getBytes(StandardCharsets.US_ASCII)
                : new byte[] {'o', 'k'});
    house = residents.in(new House(Map.of("allow", "slack:event")));
    house.secrets.with("bot", "xoxb-1");
    start(token);
    sink.deliver(bell("Front: somebody"));
    sink.stop();
    assertThat(slack.got).hasSize(1);
    house =
        residents.in(new House(Map.of("allow", "slack:event, slack:credential, slack:raw-video")));
    house.secrets.with("bot", "xoxb-1");
    start(token);
    sink.deliver(bell("Front: somebody"));
    Until.holds(() -> slack.got.size() == 5, () -> slack.got);
    List<String> paths = slack.got.stream().map(Got::path).toList();
    assertThat(paths.subList(2, 5))
        .containsExactly(
            "/api/files.getUploadURLExternal", "/upload", "/api/files.completeUploadExternal");
    assertThat(slack.got.get(2).header("Authorization")).isEqualTo("Bearer xoxb-1");
    assertThat(slack.got.get(3).header("Authorization")).isEmpty();
    assertThat(ImageIO.read(new java.io.ByteArrayInputStream(slack.got.get(3).body()))).isNotNull();
    assertThat(URLDecoder.decode(text(slack.got.get(4)), StandardCharsets.UTF_8))
        .contains("channel_id=C0123ABCD", "\"id\":\"F1\"");
  }

  @Test
  void anAddressThatIsNoneIsNotShown() {
    house.secrets.with("hook", "https://user:hunter2@hooks.slack.com/");
    start(Map.of("url", "secret:hook"));
    Until.holds(() -> sink.status().cause() == Cause.CREDENTIALS, () -> sink.status());
    assertThat(sink.status().state()).isEqualTo(State.UNAVAILABLE);
    assertThat(sink.status().sentence()).contains("secret hook").doesNotContain("hunter2");
  }

  @Test
  void aWrongSettingIsRefusedByName() {
    Map<String, String> wrong =
        Map.of(
            "language", "fr",
            "what", "bell, gossip",
            "people", "anna=anna",
            "open", "on",
            "channel", "#general",
            "consoleUrl", "javascript:alert(1)",
            "url", "https://hooks.slack.com/services/hunter2",
            "api", "ftp://slack.com");
    wrong.forEach(
        (key, value) ->
            assertThatThrownBy(() -> SlackSettings.of(settings(Map.of(key, value))))
                .as(key)
                .hasMessageContaining(key)
                .hasMessageNotContaining("hunter2"));
  }

  private void start(Map<String, Object> more) {
    house.secrets.with("team-hook", slack.url("/services/T/B/x"));
    sink = new SlackSink(house.services, settings(more), House.FAST, Clock.systemUTC());
    if (!more.containsKey("url")) {
      Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
    }
  }

  private Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("id", "team");
    settings.put("url", "secret:team-hook");
    settings.put("api", slack.url("/api"));
    settings.put("allowPrivate", true);
    settings.putAll(more);
    return settings;
  }

  private String alarm(String alarm) {
    return house.outbox.add(
        "door/alarm-raised",
        "door/front-door",
        "{\"topic\":\"door/alarm-raised\",\"door\":\"front-door\",\"alarm\":\""
            + alarm
            + "\",\"sentence\":\"x\"}",
        Instant.now());
  }

  private static Notice bell(String text) {
    return new Notice(Residents.VISIT, new StationId("front"), false, text);
  }

  private static Notice notice(boolean urgent, boolean quiet) {
    return new Notice(
        Residents.VISIT, new StationId("front"), urgent, "x", Audience.MANAGER, quiet);
  }

  private static String text(Got got) {
    return new String(got.body(), StandardCharsets.UTF_8);
  }

  static byte[] jpeg() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }
}
