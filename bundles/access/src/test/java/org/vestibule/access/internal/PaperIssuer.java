// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An issuer that exists on paper: it signs what it is told and answers without a network. */
final class PaperIssuer {
  static final String ADDRESS = "https://login.example.org";

  final FakeBroker broker = new FakeBroker(this::answer);
  boolean dead;
  String description = "{\"issuer\":\"" + ADDRESS + "\",\"jwks_uri\":\"" + ADDRESS + "/jwks\"}";
  ECKey key;
  private final Clock clock;

  PaperIssuer(Clock clock) throws Exception {
    this.clock = clock;
    key = newKey("one");
  }

  static ECKey newKey(String id) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  static Map<String, Object> settings() {
    return Map.of("issuer", ADDRESS, "building", "maple-street-7");
  }

  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ADDRESS)
        .audience("vestibule")
        .subject("ada")
        .expirationTime(Date.from(clock.instant().plusSeconds(300)))
        .claim("vestibule_building", "maple-street-7")
        .claim("vestibule_grants", List.of("manager"));
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .keyID(key.getKeyID())
        .type(new JOSEObjectType("at+jwt"));
  }

  String sign(JWTClaimsSet.Builder claims) throws Exception {
    return sign(header().build(), claims, key);
  }

  static String sign(JWSHeader header, JWTClaimsSet.Builder claims, ECKey key) throws Exception {
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
    if (dead) {
      throw new IOException("no route");
    }
    String body =
        request.uri().getPath().equals("/jwks")
            ? new JWKSet(key.toPublicJWK()).toString()
            : description;
    return new Paper(request, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with status 200. */
  private record Paper(HttpRequest request, byte[] body) implements HttpResponse<byte[]> {
    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
