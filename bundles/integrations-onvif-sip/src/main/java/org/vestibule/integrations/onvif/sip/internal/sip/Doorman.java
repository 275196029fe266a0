// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;

/**
 * Finds out whose phone sent a request, by digest (RFC 3261, section 22; RFC 7616; RFC 8760). Wrong
 * answers are counted for each user and each address; above a bound they get no answer at all, and
 * the right one still passes. Thread-safe.
 */
final class Doorman {
  static final int MOST_WRONG = 10;

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_COUNTED = 1024;
  private static final int LONGEST = 256;

  private final Phonebook phonebook;
  private final Nonces nonces;
  private final LongSupplier nanos;
  private final AtomicLong wrong = new AtomicLong();
  private final Map<String, ArrayDeque<Long>> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Long>> eldest) {
          return size() > MOST_COUNTED;
        }
      };

  /** What was found out. */
  enum Verdict {
    PROVEN,
    /** Ask for the password. */
    ASK,
    /** Ask again: the password was right, the nonce is not good any more. */
    STALE,
    /** Refuse it: asked again, some phones would try the same password for ever. */
    WRONG,
    /** Say nothing. */
    TOO_MANY
  }

  /**
   * @param phone whose it is, only where proven
   * @param algorithms to ask for
   */
  record Finding(Verdict verdict, Optional<PhoneEntry> phone, List<String> algorithms) {}

  Doorman(Phonebook phonebook, LongSupplier nanos) {
    this.phonebook = phonebook;
    this.nonces = new Nonces(nanos);
    this.nanos = nanos;
  }

  /** Returns a fresh nonce. */
  String nonce() {
    return nonces.next();
  }

  /** Returns how many answers were wrong. */
  long wrongCount() {
    return wrong.get();
  }

  /** Returns whose phone sent a request. */
  Finding look(Request request, Flow flow) {
    String claimed = user(request);
    Optional<PhoneEntry> phone = phonebook.find(claimed);
    // Somebody unknown is asked like everybody else: nobody learns who lives here.
    List<String> algorithms = phone.map(PhoneEntry::algorithms).orElse(List.of(PhoneSecret.MD5));
    AuthorizationHeader header = (AuthorizationHeader) request.getHeader("Authorization");
    if (header == null) {
      return new Finding(Verdict.ASK, Optional.empty(), algorithms);
    }
    Optional<PhoneSecret.Proof> proof = proof(header);
    boolean right =
        proof.isPresent()
            && phone.isPresent()
            && claimed.equals(text(header, "username"))
            && algorithms.contains(proof.get().algorithm())
            && phone.get().secret().isPresent()
            && phone.get().secret().get().proves(proof.get(), request.getMethod());
    if (!right) {
      wrong.incrementAndGet();
      boolean counted = count("user " + claimed) & count("at " + flow.getHost());
      boolean asked = proof.isPresent() && nonces.knows(proof.get().nonce());
      Verdict refused = asked ? Verdict.WRONG : Verdict.ASK;
      return new Finding(counted ? refused : Verdict.TOO_MANY, Optional.empty(), algorithms);
    }
    long count = Long.parseLong(proof.get().count(), 16);
    boolean fresh = nonces.use(proof.get().nonce(), count) == Nonces.Use.GOOD;
    return fresh
        ? new Finding(Verdict.PROVEN, phone, algorithms)
        : new Finding(Verdict.STALE, Optional.empty(), algorithms);
  }

  /** Returns the user part of the address that a request says it is from. */
  static String user(Request request) {
    FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
    return Uris.user(from.getAddress().getURI());
  }

  private Optional<PhoneSecret.Proof> proof(AuthorizationHeader header) {
    String algorithm = text(header, "algorithm");
    String count = text(header, "nc");
    boolean sound =
        "Digest".equalsIgnoreCase(header.getScheme())
            && phonebook.realm().equals(text(header, "realm"))
            && "auth".equals(text(header, "qop"))
            && count.matches("[0-9a-fA-F]{8}");
    if (!sound) {
      return Optional.empty();
    }
    String known =
        algorithm.isEmpty() || algorithm.equalsIgnoreCase(PhoneSecret.MD5)
            ? PhoneSecret.MD5
            : algorithm.toUpperCase(java.util.Locale.ROOT);
    return Optional.of(
        new PhoneSecret.Proof(
            known,
            text(header, "nonce"),
            count,
            text(header, "cnonce"),
            text(header, "uri"),
            text(header, "response")));
  }

  private static String text(AuthorizationHeader header, String name) {
    String value = header.getParameter(name);
    return value == null || value.length() > LONGEST ? "" : value;
  }

  private synchronized boolean count(String whose) {
    long now = nanos.getAsLong();
    ArrayDeque<Long> times = failures.computeIfAbsent(whose, key -> new ArrayDeque<>());
    while (!times.isEmpty() && now - times.peekFirst() >= MINUTE_NANOS) {
      times.removeFirst();
    }
    if (times.size() >= MOST_WRONG) {
      return false;
    }
    times.addLast(now);
    return true;
  }
}
