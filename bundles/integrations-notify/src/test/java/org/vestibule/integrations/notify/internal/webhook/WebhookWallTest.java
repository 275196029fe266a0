// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Until;

/**
 * Where no webhook leads, though the site named the host: through the house's real way out, to a
 * server that would answer.
 */
@Timeout(180)
class WebhookWallTest {
  private Receiver receiver;
  private WebhookSink sink;

  @BeforeEach
  void open() throws Exception {
    receiver = Receiver.plain();
  }

  @AfterEach
  void close() throws Exception {
    if (sink != null) {
      sink.stop();
    }
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inward.example",
        "mapped.example",
        "private.example",
        "metadata.example",
        "metadata6.example",
        "link.example",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]"
      })
  void nothingGoesInwardByName(String host) {
    String named = host.replaceAll("[\\[\\]]", "");
    House house = start(Map.of("hosts", "webhook:" + named), host, Map.of());
    house.outbox.add("door/state", "door/front");
    until(State.UNAVAILABLE, Cause.CONFIGURATION);
    assertThat(sink.status().sentence()).contains(named);
    assertThat(receiver.got).isEmpty();
    assertThat(house.outbox.confirmed("webhook-lift")).isEmpty();
    assertThat(house.egress.reports())
        .allSatisfy(
            report -> {
              assertThat(report.wire()).isZero();
              assertThat(report.hosts()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({"metadata.example", "metadata6.example", "inward.example", "link.example"})
  void someAddressesAreNobodysBusinessEvenIfPrivateOnesAreAllowed(String host) {
    House house = start(Map.of("hosts", "webhook:" + host), host, Map.of("allowPrivate", true));
    house.outbox.add("door/state", "door/front");
    until(State.UNAVAILABLE, Cause.CONFIGURATION);
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void aHostThatNobodyNamedIsNotEvenLookedUp() {
    start(Map.of(), "nowhere.invalid", Map.of());
    until(State.UNAVAILABLE, Cause.CONFIGURATION);
    assertThat(sink.status().sentence()).contains("hosts of org.vestibule.egress");
  }

  @Test
  void whatTheSiteDoesNotAllowIsLeftOutAndSaid() {
    House house =
        start(Map.of("allow", "webhook:health"), "127.0.0.1", Map.of("allowPrivate", true));
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> house.outbox.confirmed("webhook-lift").contains(id), () -> sink.status());
    assertThat(receiver.got).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "url; https://user:hunter2@hooks.example/",
        "url; https://127.0.0.1/hunter2",
        "url; ''",
        "secret; whsec_hunter2",
        "secret; ''",
        "secret; secret:Hunter2",
        "secretBefore; hunter2",
        "events; door",
        "events; door/#",
        "duress; maybe",
        "timeoutSeconds; 0",
        "attempts; 51",
        "ageHours; 1000",
        "concurrency; 5",
        "allowPrivate; yes",
        "id; Not-A-Name",
        "urll; https://hooks.example/"
      })
  void aWrongSettingIsRefusedByNameAndNoSecretIsShown(String key, String value) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("id", "lift");
    settings.put("url", "https://hooks.example/");
    settings.put("secret", "secret:lift-hook");
    settings.put(key, value);
    assertThatThrownBy(() -> WebhookSettings.of(settings))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("unter2");
  }

  private House start(Map<String, Object> rules, String host, Map<String, Object> more) {
    House house = new House(rules);
    house.secrets.with("lift-hook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Map<String, Object> settings = new TreeMap<>();
    settings.put("service.pid", WebhookConfig.PID + "~lift");
    settings.put("url", "http://" + host + ":" + receiver.port() + "/hook");
    settings.put("secret", "secret:lift-hook");
    settings.put("allowInsecure", true);
    settings.putAll(more);
    sink = new WebhookSink(house.services, settings, House.FAST, Clock.systemUTC());
    return house;
  }

  private void until(State state, Cause cause) {
    Until.holds(
        () -> sink.status().state() == state && sink.status().cause() == cause,
        () -> sink.status());
  }
}
