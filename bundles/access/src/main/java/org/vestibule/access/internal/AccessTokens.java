// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.people.PersonId;

/**
 * Access tokens of the configured issuer: signed JWTs (RFC 9068), checked as RFC 8725 asks. What is
 * not understood is refused; a grant that is not understood grants nothing. Thread-safe.
 */
final class AccessTokens {
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,110}");

  private final IssuerSettings settings;
  private final IssuerKeys keys;
  private final Clock clock;

  AccessTokens(IssuerSettings settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Who a token lets in, and until when.
   *
   * @param until its end, with the tolerance for clocks
   */
  record Bearer(Caller caller, Instant until) {}

  /**
   * Checks a token.
   *
   * @throws VestibuleException {@code token-wrong}, {@code token-expired}, {@code other-building},
   *     {@code issuer-unreachable}
   */
  Bearer check(String token, Caller.Through through) throws VestibuleException {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      checkHeader(jwt.getHeader());
      checkSignature(jwt);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Instant until = checkClaims(claims);
      return new Bearer(caller(claims, through), until);
    } catch (ParseException | IllegalArgumentException e) {
      throw Refusals.tokenWrong("no signed token that can be read");
    }
  }

  private void checkHeader(JWSHeader header) throws VestibuleException {
    if (!settings.algorithms().contains(header.getAlgorithm().getName())) {
      throw Refusals.tokenWrong("a signature that the settings do not accept");
    }
    String type = header.getType() == null ? "" : header.getType().getType();
    if (!settings.anyType() && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw Refusals.tokenWrong("a token that is no access token");
    }
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      throw Refusals.tokenWrong("a token with demands that are not understood");
    }
  }

  private void checkSignature(SignedJWT jwt) throws VestibuleException {
    for (JWK key : keys.find(jwt.getHeader())) {
      if (SignatureCheck.holds(jwt, key)) {
        return;
      }
    }
    throw Refusals.tokenWrong("a signature that is not the issuer's");
  }

  private Instant checkClaims(JWTClaimsSet claims) throws ParseException, VestibuleException {
    if (!settings.issuer().toString().equals(claims.getIssuer())) {
      throw Refusals.tokenWrong("a token of another issuer");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      throw Refusals.tokenWrong("a token for somebody else");
    }
    if (claims.getExpirationTime() == null) {
      throw Refusals.tokenWrong("a token without an end");
    }
    Instant now = clock.instant();
    Instant until = claims.getExpirationTime().toInstant().plus(settings.skew());
    if (!now.isBefore(until)) {
      throw Refusals.tokenExpired();
    }
    if (claims.getNotBeforeTime() != null
        && now.isBefore(claims.getNotBeforeTime().toInstant().minus(settings.skew()))) {
      throw Refusals.tokenWrong("a token whose time has not come");
    }
    if (!texts(claims, settings.claims().building()).contains(settings.building())) {
      throw Refusals.otherBuilding();
    }
    return until;
  }

  private Caller caller(JWTClaimsSet claims, Caller.Through through)
      throws ParseException, VestibuleException {
    String client = claims.getStringClaim("client_id");
    String subject = claims.getSubject() == null ? client : claims.getSubject();
    if (subject == null || !SUBJECT.matcher(subject).matches()) {
      throw Refusals.tokenWrong("a token without a subject of 1 to 110 plain characters");
    }
    // RFC 9068, section 2.2: a client that acts for itself is its own subject.
    Caller.Kind kind = subject.equals(client) ? Caller.Kind.MACHINE : Caller.Kind.PERSON;
    Optional<PersonId> person =
        Optional.ofNullable(claims.getStringClaim(settings.claims().person())).map(PersonId::new);
    // With a prefix, so that no issuer can name somebody like an account, the box or the gateway.
    return new Caller(
        "issuer:" + subject,
        kind,
        through,
        GrantText.read(texts(claims, settings.claims().grants())),
        person);
  }

  /** A claim of several values: a list, or one text with spaces as in {@code scope}. */
  private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
    Object value = claims.getClaim(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof String text
        ? List.of(text.split(" "))
        : claims.getStringListClaim(name);
  }
}
