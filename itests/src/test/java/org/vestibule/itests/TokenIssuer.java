// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An issuer of access tokens on loopback (RFC 9068), for this building and for others. */
final class TokenIssuer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final int COORDINATE = 32;

  private final KeyPair pair;
  private final HttpServer server;

  TokenIssuer() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(
        "/.well-known/openid-configuration",
        Map.of("issuer", address(), "jwks_uri", address() + "/keys"));
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    answer(
        "/keys",
        Map.of(
            "keys",
            List.of(
                Map.of(
                    "kty", "EC",
                    "crv", "P-256",
                    "alg", "ES256",
                    "kid", "one",
                    "x", coordinate(key.getW().getAffineX()),
                    "y", coordinate(key.getW().getAffineY())))));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes a token that lets its bearer do everything, in the building that it names. */
  String token(String building) throws IOException, GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String signed =
        part(Map.of("alg", "ES256", "typ", "at+jwt", "kid", "one"))
            + "."
            + part(
                Map.of(
                    "iss",
                    address(),
                    "aud",
                    "vestibule",
                    "sub",
                    "somebody",
                    "client_id",
                    "a-client",
                    "jti",
                    "j" + now,
                    "iat",
                    now,
                    "exp",
                    now + 600,
                    "vestibule_building",
                    building,
                    "vestibule_grants",
                    "owner"));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + URL.encodeToString(signature.sign());
  }

  private static String part(Map<String, ?> values) throws IOException {
    return URL.encodeToString(JSON.writeValueAsBytes(values));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(
        Arrays.copyOfRange(bytes, bytes.length - length, bytes.length),
        0,
        fixed,
        COORDINATE - length,
        length);
    return URL.encodeToString(fixed);
  }

  private void answer(String path, Map<String, ?> value) throws IOException {
    byte[] body = JSON.writeValueAsBytes(value);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
