// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestProofTest {
  private static final String RFC_7616 =
      "realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
  private static final String RFC_2617 =
      "realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";

  /** RFC 7616, section 3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void answersThePublishedExamples(String algorithm, String response) {
    DigestProof proof =
        proof(
            "Digest algorithm=" + algorithm + ", " + RFC_7616,
            "Circle of Life",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    assertThat(proof.header("GET", "/dir/index.html"))
        .contains("response=\"" + response + "\"", "algorithm=" + algorithm, "nc=00000001")
        .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"", "qop=auth,");
  }

  /** RFC 2617, section 3.5. */
  @Test
  void answersTheOlderExample() {
    DigestProof proof =
        proof("Digest qop=\"auth,auth-int\", " + RFC_2617, "Circle Of Life", "0a4f113b");
    assertThat(proof.header("GET", "/dir/index.html"))
        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
        .doesNotContain("algorithm");
  }

  /** RFC 2069 has no qop; the response is that of its example as its errata correct it. */
  @Test
  void answersADeviceWithoutProtection() {
    DigestProof proof = proof("Digest " + RFC_2617, "CircleOfLife", "0a4f113b");
    assertThat(proof.header("GET", "/dir/index.html"))
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("nc=", "qop", "cnonce");
  }

  @Test
  void countsEachUseOfANonceAndBeginsAnewWithTheNext() {
    DigestProof proof = proof("Digest qop=auth, " + RFC_2617, "x", "c");
    assertThat(proof.header("GET", "/")).contains("nc=00000001");
    assertThat(proof.header("GET", "/")).contains("nc=00000002");
    proof.answered("qop=auth, nextnonce=\"second\"");
    assertThat(proof.header("GET", "/")).contains("nc=00000001", "nonce=\"second\"");
  }

  @Test
  void theStrongestThatIsKnownIsBestAndTheRestIsNone() {
    assertThat(rank("algorithm=SHA-256")).isLessThan(rank("algorithm=MD5"));
    assertThat(rank("algorithm=sha-256-sess")).isZero();
    assertThat(rank("algorithm=SHA-512-256")).isNegative();
    assertThat(rank("qop=auth-int")).isNegative();
    assertThat(DigestProof.rank(Challenge.of(List.of("Digest realm=r")).get(0))).isNegative();
  }

  private static int rank(String parameter) {
    return DigestProof.rank(Challenge.of(List.of("Digest realm=r, nonce=n, " + parameter)).get(0));
  }

  private static DigestProof proof(String challenge, String password, String cnonce) {
    return DigestProof.of(
        Challenge.of(List.of(challenge)).get(0),
        "Mufasa",
        password.getBytes(StandardCharsets.UTF_8),
        cnonce);
  }
}
