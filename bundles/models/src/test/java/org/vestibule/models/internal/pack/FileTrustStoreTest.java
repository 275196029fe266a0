// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.TrustStore.Use;

class FileTrustStoreTest {
  @TempDir Path root;
  private SignedPacks box;
  private FileTrustStore trust;

  @BeforeEach
  void aBoxWithSigners() throws IOException {
    box = new SignedPacks(root);
    trust = new FileTrustStore(box.trust);
  }

  @Test
  void eachRoleMayWhatItIsThereFor() throws Exception {
    assertThat(allowed(box.vendor)).isEqualTo(EnumSet.complementOf(EnumSet.of(Use.LAY_OUT)));
    assertThat(allowed(box.gateway)).isEqualTo(EnumSet.complementOf(EnumSet.of(Use.STAGE)));
    assertThat(allowed(box.tester)).isEqualTo(EnumSet.of(Use.STAGE, Use.TRIAL));
    assertThat(allowed(box.doorman)).isEmpty();
    assertThat(allowed(box.stranger)).isEmpty();
  }

  @Test
  void aRevokedSignerLosesWhatServesAtTheNextLook() throws Exception {
    Pack pack = pack(box.vendor);
    trust.check(pack, Use.KEEP);
    String before = trust.version();

    box.revoke(box.vendor);

    assertThat(trust.version()).isNotEqualTo(before);
    assertThat(code(pack, Use.KEEP)).isEqualTo("model-signer-revoked");
  }

  @Test
  void aChangeThatLeavesSizeAndTimeOfTheFileIsSeen() throws Exception {
    Pack pack = pack(box.vendor);
    trust.check(pack, Use.SERVE);
    String before = trust.version();
    var time = Files.getLastModifiedTime(box.trust);

    Files.writeString(
        box.trust, Files.readString(box.trust).replaceFirst("\"release\"", "\"trial\"  "));
    Files.setLastModifiedTime(box.trust, time);

    assertThat(trust.version()).isNotEqualTo(before);
    assertThat(code(pack, Use.SERVE)).isEqualTo("model-signer-not-allowed");
  }

  @Test
  void expiryBoundsTakingInAndBeginningButNotGoingOn() throws Exception {
    Pack pack = pack(box.vendor);
    Clock late = Clock.fixed(Instant.parse("2099-01-01T00:00:01Z"), ZoneOffset.UTC);
    Clock inTime = Clock.fixed(Instant.parse("2098-12-31T23:59:59Z"), ZoneOffset.UTC);

    trust = new FileTrustStore(box.trust, inTime);
    trust.check(pack, Use.STAGE);
    trust = new FileTrustStore(box.trust, late);

    for (Use use : EnumSet.of(Use.STAGE, Use.TRIAL, Use.SERVE)) {
      assertThat(code(pack, use)).isEqualTo("model-expired");
    }
    assertThat(trust.check(pack, Use.KEEP).name()).isEqualTo("vendor");
  }

  @Test
  void aSlipOfAHandAdmitsNothingNewAndStopsNothing() throws Exception {
    Pack pack = pack(box.vendor);
    trust.check(pack, Use.SERVE);

    Files.writeString(box.trust, Files.readString(box.trust) + "}");

    assertThat(code(pack, Use.SERVE)).isEqualTo("model-trust-invalid");
    assertThat(code(pack, Use.STAGE)).isEqualTo("model-trust-invalid");
    assertThat(trust.check(pack, Use.KEEP).name()).isEqualTo("vendor");
    assertThat(catchThrowableOfType(ModelException.class, () -> check(pack, Use.SERVE)).found())
        .doesNotContain("Exception");
    box.revoke(box.vendor);
    assertThat(code(pack, Use.KEEP)).isEqualTo("model-signer-revoked");
  }

  @Test
  void whenTheFileGoesNobodyIsTrusted() throws Exception {
    Pack pack = pack(box.vendor);
    trust.check(pack, Use.KEEP);

    Files.delete(box.trust);

    assertThat(code(pack, Use.KEEP)).isEqualTo("model-signer-unknown");
  }

  @Test
  void aManifestThatChangedSinceItWasReadIsNotTheOneThatWasSigned() throws Exception {
    Pack pack = pack(box.vendor);
    Path other = box.arrives("2.0.0", 2, "w2", box.vendor);
    for (String file : Set.of("model.json", "model.sig")) {
      Files.writeString(pack.folder().resolve(file), Files.readString(other.resolve(file)));
    }

    assertThat(code(pack, Use.SERVE)).isEqualTo("model-signature-wrong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"vendor\"  | \"name\": \"vendor\", \"colour\": 1 | signers[0].colour",
        "\"name\": \"vendor\"  | \"name\": \"vendor\", \"name\": \"v\" | the whole file",
        "\"name\": \"vendor\"  | \"name\": \"tester\"          | signers[1]",
        "\"name\": \"vendor\"  | \"name\": \"\"                | signers[0].name",
        "\"name\": \"vendor\", | \"nick\": \"vendor\",         | signers[0].nick",
        "\"release\"           | \"root\"                        | signers[0].role",
        "[\"*\"]               | []                              | signers[0].slots",
        "[\"*\"]               | \"*\"                           | signers[0].slots",
        "[\"*\"]               | [\"Speech!\"]                   | signers[0].slots[0]",
        "\"key\": \"MCow       | \"key\": \"MCox                | signers[0].key",
        "\"key\": \"MCow       | \"key\": \"                    | signers[0].key",
        "\"revoked\": [        | \"revoked\": [{}                | revoked[0].since",
        "\"revoked\": [        | \"revoked\": [{\"key\": \"47eb6e09d40ff52f\", \"since\": \"2026-99-01T00:00:00Z\"} | revoked[0].since",
        "\"revoked\": [        | \"revoked\": [{\"key\": \"me\", \"since\": \"2026-01-01T00:00:00Z\"} | revoked[0].key"
      })
  void aFileThatIsNotStrictlyRightIsRefusedByKey(String good, String bad, String key)
      throws Exception {
    Pack pack = pack(box.tester);
    String sound = Files.readString(box.trust);
    assertThat(sound).contains(good);

    Files.writeString(
        box.trust, sound.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

    ModelException refused =
        catchThrowableOfType(ModelException.class, () -> check(pack, Use.STAGE));
    assertThat(refused.code()).isEqualTo("model-trust-invalid");
    assertThat(refused.input()).isEqualTo("signers.json, " + key);
  }

  @Test
  void toolsTrustHashesAlone() throws Exception {
    assertThat(TrustStore.hashesOnly().check(pack(null), Use.SERVE).name()).isEmpty();
  }

  private Pack pack(KeyPair key) throws Exception {
    return new ManifestReader().read(box.arrives("1.0.0", 1, "w", key), "ear");
  }

  private Set<Use> allowed(KeyPair key) throws Exception {
    Pack pack = pack(key);
    Set<Use> allowed = EnumSet.noneOf(Use.class);
    for (Use use : Use.values()) {
      if (catchThrowableOfType(ModelException.class, () -> check(pack, use)) == null) {
        allowed.add(use);
      }
    }
    return allowed;
  }

  private String code(Pack pack, Use use) {
    return catchThrowableOfType(ModelException.class, () -> check(pack, use)).code();
  }

  private void check(Pack pack, Use use) throws ModelException {
    trust.check(pack, use);
  }
}
