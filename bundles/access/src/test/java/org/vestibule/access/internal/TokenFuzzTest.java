// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;

/**
 * Whatever stands in the place of a token, and whatever claims an issuer signs, lets somebody in or
 * is refused. An input that begins with a brace is claims, and gets the issuer's signature.
 */
class TokenFuzzTest {
  @TempDir static Path data;
  private PaperIssuer issuer;
  private AccessTokens tokens;

  @BeforeEach
  void anIssuer() throws Exception {
    if (tokens == null) {
      Bench bench = new Bench(data);
      issuer = new PaperIssuer(bench.clock);
      bench.surroundings.broker = issuer.broker;
      bench.restart(PaperIssuer.settings());
      tokens = bench.office.issuer().orElseThrow().tokens();
    }
  }

  @FuzzTest
  void token(byte[] bytes) throws Exception {
    boolean claims = bytes.length > 0 && bytes[0] == '{';
    String token = claims ? signed(bytes) : new String(bytes, StandardCharsets.UTF_8);
    try {
      Caller caller = tokens.check(token, Caller.Through.REST).caller();
      assertThat(caller.subject()).startsWith("issuer:");
      assertThat(claims).isTrue();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("token-wrong", "token-expired", "other-building");
    }
  }

  private String signed(byte[] claims) throws Exception {
    JWSObject token = new JWSObject(issuer.header().build(), new Payload(claims));
    token.sign(new ECDSASigner(issuer.key));
    return token.serialize();
  }
}
