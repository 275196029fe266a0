// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * The issuer's own description (OpenID Connect Discovery 1.0, RFC 8414) and its keys (RFC 7517),
 * fetched when first needed and again when they are no longer fresh or a token names an unknown
 * one. While the issuer does not answer, the last ones count for as long as the settings say.
 * Thread-safe; one request at a time, and no more than one each {@value #PAUSE_SECONDS} s.
 */
final class IssuerKeys {
  static final int PAUSE_SECONDS = 30;

  private final IssuerSettings settings;
  private final IssuerLine line;
  private final LongSupplier nanos;

  private final ReentrantLock fetching = new ReentrantLock();

  private volatile Held held;
  private volatile VestibuleException failure;
  private long triedAt;

  /** What was fetched, and when. */
  private record Held(JsonNode description, JWKSet keys, long at) {}

  IssuerKeys(IssuerSettings settings, IssuerLine line, LongSupplier nanos) {
    this.settings = settings;
    this.line = line;
    this.nanos = nanos;
    triedAt = nanos.getAsLong() - TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);
  }

  /** Fetches what is no longer fresh; called now and then, so that no log-in has to wait for it. */
  void refresh() throws VestibuleException {
    Held now = held;
    if (now == null || age(now) > settings.fresh().toNanos()) {
      fetch(now);
    }
  }

  /**
   * Finds the keys that a signature may have been made with.
   *
   * @return empty when the issuer has none that fits
   * @throws VestibuleException {@code issuer-unreachable} when none are known or they are too old
   */
  List<JWK> find(JWSHeader header) throws VestibuleException {
    JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
    Held now = good();
    List<JWK> found = selector.select(now.keys());
    if (found.isEmpty()) {
      // The issuer may have a new key since.
      fetch(now);
      found = selector.select(good().keys());
    }
    return found;
  }

  /**
   * Returns an address of the issuer's description.
   *
   * @throws VestibuleException {@code issuer-unreachable}, also when it names none that a secret
   *     may be sent to
   */
  URI endpoint(String name) throws VestibuleException {
    return address(good().description(), name);
  }

  private Held good() throws VestibuleException {
    try {
      refresh();
    } catch (VestibuleException e) {
      if (held == null) {
        throw e;
      }
    }
    Held now = held;
    if (now == null || age(now) > settings.good().toNanos()) {
      throw Refusals.issuerUnreachable("no answer for longer than its keys count", failure);
    }
    return now;
  }

  /** Fetches, or leaves it to the thread that does so already where there is something to use. */
  private void fetch(Held known) throws VestibuleException {
    if (known == null) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return;
    }
    try {
      if (held == known) {
        fetchUnlessJustTried();
      }
    } finally {
      fetching.unlock();
    }
  }

  private void fetchUnlessJustTried() throws VestibuleException {
    if (nanos.getAsLong() - triedAt < TimeUnit.SECONDS.toNanos(PAUSE_SECONDS)) {
      if (failure != null) {
        throw failure;
      }
      return;
    }
    triedAt = nanos.getAsLong();
    try {
      String issuer = settings.issuer().toString();
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      JsonNode description = line.get(URI.create(base + "/.well-known/openid-configuration"));
      if (!description.path("issuer").asText().equals(issuer)) {
        throw Refusals.issuerUnreachable("describes itself as another issuer", null);
      }
      JWKSet keys = JWKSet.parse(line.get(address(description, "jwks_uri")).toString());
      held = new Held(description, keys, nanos.getAsLong());
      failure = null;
    } catch (ParseException e) {
      failure = Refusals.issuerUnreachable("answered with keys that cannot be read", e);
      throw failure;
    } catch (VestibuleException e) {
      failure = e;
      throw e;
    }
  }

  private static URI address(JsonNode description, String name) throws VestibuleException {
    try {
      URI address = URI.create(description.path(name).asText());
      if (IssuerSettings.trusted(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw Refusals.issuerUnreachable("names no usable " + name, null);
  }

  private long age(Held each) {
    return nanos.getAsLong() - each.at();
  }
}
