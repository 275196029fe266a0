// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;

/** The vector was made with OpenSSL 3.0 and Python: what is signed does not depend on this code. */
class PackSignatureTest {
  private static final String KEY = "MCowBQYDK2VwAyEARlaupeTHFR2F2yYeolb/f3WLQmiia8itzsg6TLfUMP4=";
  private static final String SIGNATURE =
      "l7v/TRH8F2ev42rnqVNSiNjoJ/IurKBXPjHetCO++TbVCDbnAMhvtWiu5j85Ji2g23jwjahGk36TKe8jSYbuAw==";

  @TempDir Path folder;

  @Test
  void aSignatureByOpenSslOverTheCanonicalFormCounts() throws Exception {
    CanonicalManifest manifest =
        manifest(
            " {\"name\": \"ear\", \"b\":[1.0, 2.50,1e21, 0.000001],\n"
                + "\"a\":{\"z\":\"\\u00e9\",\"y\":true}}");
    PublicKey key = SigningKeys.publicKey(Base64.getDecoder().decode(KEY));

    assertThat(new String(manifest.bytes(), UTF_8))
        .isEqualTo(
            "{\"a\":{\"y\":true,\"z\":\"é\"},\"b\":[1,2.5,1e+21,0.000001],\"name\":\"ear\"}");
    assertThat(manifest.digest())
        .isEqualTo("8d22ae7aa5cb03daf24fbabf03597ac1c5d34e2c8c529e068faf5b825cba58f2");
    assertThat(SigningKeys.keyId(key)).isEqualTo("47eb6e09d40ff52f");
    assertThat(signature(SIGNATURE).verify(manifest, key)).isTrue();
    assertThat(signature(SIGNATURE).verify(manifest("{\"name\": \"eye\"}"), key)).isFalse();
  }

  @Test
  void aSignatureOverTheManifestAloneDoesNotCount() throws Exception {
    KeyPair pair = SigningKeys.generate();
    CanonicalManifest manifest = manifest("{\"name\": \"ear\"}");
    Signature plain = Signature.getInstance("Ed25519");
    plain.initSign(pair.getPrivate());
    plain.update(manifest.bytes());

    assertThat(
            signature(Base64.getEncoder().encodeToString(plain.sign()))
                .verify(manifest, pair.getPublic()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"algorithm\": \"none\", \"signer\": \"0123456789abcdef\", \"signature\": \"S\"}",
        "{\"algorithm\": \"Ed25519\", \"signer\": \"me\", \"signature\": \"S\"}",
        "{\"algorithm\": \"Ed25519\", \"signer\": \"0123456789abcdef\", \"signature\": \"AAAA\"}",
        "{\"algorithm\": \"Ed25519\", \"signer\": \"0123456789abcdef\", \"signature\": \"S\", \"x\": 1}",
        "{\"signer\": \"0123456789abcdef\", \"algorithm\": \"Ed25519\", \"signer\": \"0123456789abcdef\", \"signature\": \"S\"}"
      })
  void whatHasNotTheFormOfASignatureIsRefused(String text) {
    byte[] bytes = text.replace("\"S\"", "\"" + SIGNATURE + "\"").getBytes(UTF_8);

    assertThat(
            catchThrowableOfType(
                    ModelException.class, () -> PackSignature.parse("ear@1.0.0", bytes))
                .code())
        .isEqualTo("model-signature-wrong");
  }

  @Test
  void aKeyFileIsTheOwnersAloneAndIsNeverOverwritten() throws Exception {
    Path file = folder.resolve("signing.pem");
    KeyPair pair = SigningKeys.generate();

    SigningKeys.write(file, pair);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKeys.read(file).getPrivate()).isEqualTo(pair.getPrivate());
    assertThat(SigningKeys.read(file).getPublic()).isEqualTo(pair.getPublic());
    assertThat(keyRefusal(() -> SigningKeys.write(file, SigningKeys.generate())))
        .contains("there already");
    assertThat(SigningKeys.read(file).getPrivate()).isEqualTo(pair.getPrivate());
  }

  @Test
  void aKeyFileThatOthersMayReadOrThatIsNoPairIsRefused() throws Exception {
    Path file = folder.resolve("signing.pem");
    Path other = folder.resolve("other.pem");
    SigningKeys.write(file, SigningKeys.generate());
    SigningKeys.write(other, SigningKeys.generate());
    String mixed =
        Files.readString(file).split("-----BEGIN PUBLIC")[0]
            + "-----BEGIN PUBLIC"
            + Files.readString(other).split("-----BEGIN PUBLIC")[1];

    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(keyRefusal(() -> SigningKeys.read(other))).contains("rw-r-----");
    Files.writeString(file, mixed);
    assertThat(keyRefusal(() -> SigningKeys.read(file))).contains("do not belong together");
    Files.writeString(file, "no key");
    assertThat(keyRefusal(() -> SigningKeys.read(file))).contains("no pair");
    assertThat(keyRefusal(() -> SigningKeys.read(folder.resolve("none")))).contains("no such file");
  }

  private CanonicalManifest manifest(String json) throws Exception {
    Files.writeString(folder.resolve("model.json"), json);
    return CanonicalManifest.read(folder);
  }

  private static PackSignature signature(String base64) throws ModelException {
    String json =
        "{\"algorithm\": \"Ed25519\", \"signer\": \"47eb6e09d40ff52f\", \"signature\": \"%s\"}"
            .formatted(base64);
    return PackSignature.parse("ear@1.0.0", json.getBytes(UTF_8));
  }

  private static String keyRefusal(ThrowingCallable use) {
    ModelException refused = catchThrowableOfType(ModelException.class, use);
    assertThat(refused.code()).isEqualTo("signing-key-invalid");
    return refused.getMessage();
  }
}
