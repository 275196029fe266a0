// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.DeviceLogin;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;

/** The same checks against an issuer that somebody else wrote and that is certified. */
class RealIssuerTest {
  private static final String AUDIENCE = "urn:vestibule:gateway";
  private static RealIssuer issuer;

  @TempDir Path data;
  private Bench bench;
  private DeviceLogins device;

  @BeforeAll
  static void start() throws Exception {
    issuer = RealIssuer.start();
  }

  @AfterAll
  static void stop() {
    if (issuer != null) {
      issuer.close();
    }
  }

  @BeforeEach
  void aGatewayThatKnowsIt() throws Exception {
    bench = new Bench(data);
    bench.clock.forward(Duration.between(bench.clock.instant(), Instant.now()));
    bench.surroundings.broker = FakeBroker.real();
    bench.restart(settings(Map.of()));
    device = new DeviceLogins(bench.office);
  }

  @Test
  void tokensOfOthersForOthersAndOutOfTimeAreRefused() throws Exception {
    assertThat(check(issuer.token("bms-ES256", "urn:another:api"))).isEqualTo("token-wrong");
    assertThat(check(issuer.token("neighbour", AUDIENCE))).isEqualTo("other-building");
    String good = issuer.token("bms-ES256", AUDIENCE);
    bench.clock.forward(Duration.ofSeconds(700));
    assertThat(check(good)).isEqualTo("token-expired");
    bench.clock.forward(Duration.ofSeconds(-700));

    try (RealIssuer other = RealIssuer.start()) {
      assertThat(check(other.token("bms-ES256", AUDIENCE)))
          .as("wrong key")
          .isEqualTo("token-wrong");
      bench.restart(settings(Map.of("issuer", other.address())));
      assertThat(check(good)).as("another issuer").isEqualTo("token-wrong");
    }
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws Exception {
    String[] parts = issuer.token("bms-RS256", AUDIENCE).split("\\.");
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(check(none + "." + parts[1] + ".")).isEqualTo("token-wrong");
    assertThat(check(none + "." + parts[1] + "." + parts[2])).isEqualTo("token-wrong");
    bench.restart(settings(Map.of("algorithms", "ES256")));
    assertThat(check(String.join(".", parts))).as("RS256 switched off").isEqualTo("token-wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA"})
  void aMachineGetsInByClientCredentials(String algorithm) throws Exception {
    String token = issuer.token("bms-" + algorithm, AUDIENCE);
    Caller machine = bench.authentication.bearer(token, Bench.AWAY, Caller.Through.REST);
    assertThat(machine.kind()).isEqualTo(Caller.Kind.MACHINE);
    assertThat(machine.subject()).isEqualTo("issuer:bms-" + algorithm);
    assertThat(machine.may(Permission.SEE_HOUSE)).isTrue();
    assertThat(machine.mayEverywhere(Permission.SEE_HOUSE)).isEqualTo(!algorithm.equals("EdDSA"));
  }

  @Test
  void whoeverHasNoBrowserLogsInByDeviceCode() throws Exception {
    DeviceLogin.Pending pending = device.begin();
    assertThat(pending.toString()).doesNotContain(pending.deviceCode());
    int asked = ((FakeBroker) bench.surroundings.broker).requests.size();
    assertThat(device.poll(pending)).as("too early: the issuer is not asked").isEmpty();
    assertThat(((FakeBroker) bench.surroundings.broker).requests).hasSize(asked);
    bench.clock.forward(pending.interval());
    assertThat(device.poll(pending)).as("nobody agreed yet").isEmpty();

    issuer.agree(pending.verification(), "ada");
    bench.clock.forward(pending.interval());
    Optional<Caller> ada = device.poll(pending);
    assertThat(ada).isPresent();
    assertThat(ada.get().subject()).isEqualTo("issuer:ada");
    assertThat(ada.get().kind()).isEqualTo(Caller.Kind.PERSON);
    assertThat(ada.get().grants()).hasSize(1);
    assertThat(ada.get().may(Permission.OWN_DATA, new DoorId("front-door"))).isTrue();
    assertThat(bench.audit.last().details()).containsEntry("by", "device-code");
    assertThat(bench.authentication.still(ada.get())).isPresent();
    assertThat(Bench.code(() -> device.poll(pending))).as("once").isNotEqualTo("none");
  }

  @Test
  void withoutAClientOrAnIssuerThereIsNoLogInByDevice() throws Exception {
    bench.restart(settings(Map.of("clientId", "")));
    assertThat(Bench.code(new DeviceLogins(bench.office)::begin)).isEqualTo("no-issuer");
    bench.restart(Map.of());
    assertThat(Bench.code(new DeviceLogins(bench.office)::begin)).isEqualTo("no-issuer");
    bench.surroundings.broker = null;
    bench.restart(settings(Map.of()));
    assertThat(Bench.code(new DeviceLogins(bench.office)::begin)).isEqualTo("issuer-unreachable");
  }

  private Map<String, Object> settings(Map<String, Object> other) throws Exception {
    Path secret = data.resolve("client.secret");
    Files.writeString(secret, "only-for-tests\n");
    Map<String, Object> settings = new HashMap<>();
    settings.put("issuer", issuer.address());
    settings.put("audience", AUDIENCE);
    settings.put("building", "maple-street-7");
    settings.put("clientId", "gateway");
    settings.put("clientSecretFile", secret.toString());
    settings.putAll(other);
    return settings;
  }

  private String check(String token) {
    return Bench.code(() -> bench.authentication.bearer(token, Bench.AWAY, Caller.Through.REST));
  }
}
