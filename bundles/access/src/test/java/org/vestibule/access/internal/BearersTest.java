// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Permission;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;

class BearersTest {
  @TempDir Path data;
  private Bench bench;
  private PaperIssuer issuer;

  @BeforeEach
  void aGatewayWithAnIssuer() throws Exception {
    bench = new Bench(data);
    bench.own();
    issuer = new PaperIssuer(bench.clock);
    bench.surroundings.broker = issuer.broker;
    bench.restart(PaperIssuer.settings());
  }

  @Test
  void theBoxesTokenIsNoGoodAnywhereButOnTheBox() throws Exception {
    String token = Files.readString(data.resolve("secrets/operator.token")).strip();
    assertThat(check(token, Bench.AWAY)).isEqualTo("not-on-loopback");
    assertThat(check(token + "x", Bench.HERE)).isEqualTo("token-wrong");

    Caller box = bench.authentication.bearer(token, "::1", Caller.Through.REST);
    assertThat(box.kind()).isEqualTo(Caller.Kind.BOX);
    assertThat(box.grants()).containsExactly(Grant.of(Role.OWNER));
    assertThat(bench.authentication.still(box)).containsSame(box);

    bench.office.configure(Map.of("boxToken", "false"));
    assertThat(check(token, Bench.HERE)).isEqualTo("token-wrong");
    assertThat(bench.authentication.still(box)).isEmpty();
  }

  @Test
  void aTokenThatWasSwitchedOffStaysOffWhenTheRestOfTheConfigurationIsWrong() throws Exception {
    bench.restart(Map.of("boxToken", "false", "isuer", "https://login.example.org"));
    String token = Files.readString(data.resolve("secrets/operator.token")).strip();
    assertThat(check(token, Bench.HERE)).isEqualTo("token-wrong");
    assertThat(bench.round().status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
  }

  @Test
  void aReplacedBoxTokenCountsAtOnceAndASpoiltOneLetsNobodyIn() throws Exception {
    Path file = data.resolve("secrets/operator.token");
    Caller box =
        bench.authentication.bearer(
            Files.readString(file).strip(), Bench.HERE, Caller.Through.REST);
    Files.writeString(file, "short");
    assertThat(check("short", Bench.HERE)).isEqualTo("token-wrong");
    assertThat(bench.authentication.still(box)).isEmpty();
    assertThat(bench.round().status().cause()).isEqualTo(Status.Cause.STORAGE);
    Files.delete(file);
    assertThat(check(Files.exists(file) ? "" : "gone", Bench.HERE)).isEqualTo("token-wrong");
    assertThat(check(Files.readString(file).strip(), Bench.HERE)).isEqualTo("none");
  }

  @Test
  void wrongTokensAreSlowedDownAndARightOneIsNotKeptOut() throws Exception {
    String good = issuer.sign(issuer.claims());
    for (int i = 0; i < Lockout.FREE_FOR_ADDRESS; i++) {
      assertThat(check("vst_guess" + i, Bench.AWAY)).isEqualTo("token-wrong");
    }
    assertThat(check("vst_guess", Bench.AWAY)).isEqualTo("locked-out");
    assertThat(check(good, Bench.AWAY)).isEqualTo("none");
  }

  @Test
  void tokensThatAreNotForUsAreRefused() throws Exception {
    Date now = Date.from(bench.clock.instant());
    assertThat(check(issuer.sign(issuer.claims().issuer("https://evil.example.org"))))
        .contains("another issuer");
    assertThat(check(issuer.sign(issuer.claims().audience("another-api"))))
        .contains("for somebody else");
    assertThat(check(issuer.sign(issuer.claims().audience((String) null))))
        .contains("for somebody else");
    assertThat(check(issuer.sign(issuer.claims().expirationTime(null)))).contains("without an end");
    assertThat(check(issuer.sign(issuer.claims().expirationTime(shifted(now, -61)))))
        .contains("time is over");
    assertThat(check(issuer.sign(issuer.claims().notBeforeTime(shifted(now, 61)))))
        .contains("time has not come");
    assertThat(check(issuer.sign(issuer.claims().claim("vestibule_building", "oak-avenue-9"))))
        .contains("not for this building");
    assertThat(check(issuer.sign(issuer.claims().claim("vestibule_building", null))))
        .contains("not for this building");
    assertThat(check(issuer.sign(issuer.claims().subject(null)))).contains("without a subject");
    assertThat(check(issuer.sign(issuer.claims().subject("a\nb")))).contains("without a subject");
    assertThat(check(issuer.sign(issuer.claims().subject("x".repeat(200)))))
        .contains("without a subject");
  }

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    Date now = Date.from(bench.clock.instant());
    JWTClaimsSet.Builder skewed =
        issuer.claims().expirationTime(shifted(now, -59)).notBeforeTime(shifted(now, 59));
    assertThat(check(issuer.sign(skewed))).isEqualTo("let in");
  }

  @Test
  void signaturesThatAreNotTheIssuersAreRefused() throws Exception {
    JWTClaimsSet claims = issuer.claims().build();
    assertThat(check(new PlainJWT(claims).serialize())).contains("no signed token");
    assertThat(check("e30.e30.")).contains("no signed token");
    assertThat(check("not.a.token")).contains("no signed token");

    SignedJWT shared =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
    shared.sign(new MACSigner(issuer.key.toPublicJWK().toJSONString()));
    assertThat(check(shared.serialize())).contains("settings do not accept");

    String forged =
        PaperIssuer.sign(issuer.header().build(), issuer.claims(), PaperIssuer.newKey("one"));
    assertThat(check(forged)).contains("not the issuer's");
    String good = issuer.sign(issuer.claims());
    String[] parts = good.split("\\.");
    String other = issuer.sign(issuer.claims().claim("vestibule_grants", "owner"));
    assertThat(check(parts[0] + "." + other.split("\\.")[1] + "." + parts[2]))
        .contains("not the issuer's");
    // Psychic signatures (CVE-2022-21449): r = s = 0.
    assertThat(check(parts[0] + "." + parts[1] + "." + "A".repeat(86)))
        .contains("not the issuer's");
  }

  @Test
  void anIdTokenIsNoAccessTokenUnlessTheSiteSaysSo() throws Exception {
    JWSHeader header = issuer.header().type(JOSEObjectType.JWT).build();
    String token = PaperIssuer.sign(header, issuer.claims(), issuer.key);
    assertThat(check(token)).contains("no access token");
    JWSHeader critical = issuer.header().criticalParams(Set.of("b64")).build();
    assertThat(check(PaperIssuer.sign(critical, issuer.claims(), issuer.key)))
        .contains("not understood");

    Map<String, Object> any = new HashMap<>(PaperIssuer.settings());
    any.put("anyJwtType", "true");
    bench.office.configure(any);
    assertThat(check(token)).isEqualTo("let in");
  }

  @Test
  void aGrantThatIsNotUnderstoodGrantsNothing() throws Exception {
    List<String> odd =
        List.of(
            "manager:door:",
            "manager:door",
            "manager:floor:3",
            "manager:",
            "emperor",
            "",
            ":door:a");
    String token = issuer.sign(issuer.claims().claim("vestibule_grants", odd));
    assertThat(bearer(token).grants()).isEmpty();
    assertThat(bearer(issuer.sign(issuer.claims().claim("vestibule_grants", null))).grants())
        .isEmpty();
    assertThat(check(issuer.sign(issuer.claims().claim("vestibule_grants", 7))))
        .contains("no signed token");
  }

  @Test
  void rolesBuildingAndPersonComeFromTheClaims() throws Exception {
    Caller ada =
        bearer(
            issuer.sign(
                issuer
                    .claims()
                    .claim("vestibule_building", List.of("oak-avenue-9", "maple-street-7"))
                    .claim("vestibule_person", "ada-12")
                    .claim("vestibule_grants", "resident:door:front-door auditor")));
    assertThat(ada.subject()).isEqualTo("issuer:ada");
    assertThat(ada.kind()).isEqualTo(Caller.Kind.PERSON);
    assertThat(ada.person()).hasValue(new PersonId("ada-12"));
    assertThat(ada.may(Permission.OWN_DATA, new DoorId("front-door"))).isTrue();
    assertThat(ada.may(Permission.OWN_DATA, new DoorId("garage"))).isFalse();
    assertThat(ada.mayEverywhere(Permission.SEE_AUDIT)).isTrue();
    assertThat(bearer(issuer.sign(issuer.claims().subject("gateway"))).subject())
        .as("no issuer can name somebody like the gateway")
        .isEqualTo("issuer:gateway");
  }

  @Test
  void whatAnIssuersTokenOpenedEndsWithIt() throws Exception {
    Caller ada = bearer(issuer.sign(issuer.claims()));
    assertThat(bench.authentication.still(ada)).containsSame(ada);
    bench.clock.forward(Duration.ofSeconds(361));
    assertThat(bench.authentication.still(ada)).isEmpty();
  }

  @Test
  void aDeadIssuerLocksNobodyOutForAsLongAsItsKeysAreGood() throws Exception {
    bearer(issuer.sign(issuer.claims()));
    issuer.dead = true;
    bench.clock.forward(Duration.ofHours(23));
    assertThat(check(issuer.sign(issuer.claims()))).isEqualTo("let in");
    assertThat(bench.round().status().cause()).isEqualTo(Status.Cause.NETWORK);
    bench.clock.forward(Duration.ofHours(2));
    assertThat(check(issuer.sign(issuer.claims()), Bench.AWAY)).isEqualTo("issuer-unreachable");
    issuer.dead = false;
    bench.clock.forward(Duration.ofMinutes(1));
    assertThat(check(issuer.sign(issuer.claims()))).isEqualTo("let in");
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesItAndNotMoreOftenThanTwiceAMinute() throws Exception {
    bearer(issuer.sign(issuer.claims()));
    issuer.key = PaperIssuer.newKey("two");
    assertThat(check(issuer.sign(issuer.claims()))).contains("not the issuer's");
    bench.clock.forward(Duration.ofSeconds(31));
    assertThat(check(issuer.sign(issuer.claims()))).isEqualTo("let in");

    int before = issuer.broker.requests.size();
    for (int i = 0; i < 50; i++) {
      JWSHeader unknown = issuer.header().keyID("no-" + i).build();
      check(PaperIssuer.sign(unknown, issuer.claims(), issuer.key));
    }
    assertThat(issuer.broker.requests).hasSize(before);
  }

  @Test
  void withoutBrokerOrWithAnotherIssuersDescriptionNothingIsBelieved() throws Exception {
    bench.surroundings.broker = null;
    assertThat(check(issuer.sign(issuer.claims()), Bench.AWAY)).isEqualTo("issuer-unreachable");
    for (String description :
        List.of(
            "{\"issuer\":\"https://evil.example.org\",\"jwks_uri\":\"https://login.example.org/jwks\"}",
            "{\"issuer\":\"https://login.example.org\",\"jwks_uri\":\"http://login.example.org/jwks\"}",
            "{\"issuer\":\"https://login.example.org\"}",
            "[]",
            "")) {
      issuer.description = description;
      bench.surroundings.broker = issuer.broker;
      bench.restart(PaperIssuer.settings());
      assertThat(check(issuer.sign(issuer.claims()), Bench.AWAY))
          .as(description)
          .isEqualTo("issuer-unreachable");
    }
  }

  @Test
  void whatIsNoTokenIsRefusedWithoutAskingAnybody() {
    List<String> odd = new ArrayList<>(List.of("", " ", "x", "x".repeat(20_000), "a.b.c", "\0"));
    odd.add(null);
    for (String token : odd) {
      assertThat(check(token, "192.0.2." + odd.indexOf(token))).isEqualTo("token-wrong");
    }
    assertThat(issuer.broker.requests).isEmpty();
  }

  private Caller bearer(String token) throws VestibuleException {
    return bench.authentication.bearer(token, Bench.AWAY, Caller.Through.REST);
  }

  private String check(String token) {
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> bearer(token));
    return refused == null ? "let in" : refused.found();
  }

  private String check(String token, String address) {
    return Bench.code(() -> bench.authentication.bearer(token, address, Caller.Through.REST));
  }

  private static Date shifted(Date from, int seconds) {
    return Date.from(from.toInstant().plusSeconds(seconds));
  }
}
