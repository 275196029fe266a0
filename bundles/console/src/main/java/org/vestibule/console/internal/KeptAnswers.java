// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vestibule.api.VestibuleException;

/**
 * Answers to orders that came with an {@code Idempotency-Key}: whoever heard none sends the same
 * again and gets the first answer, and nothing is made twice. A key belongs to its caller, its path
 * and its body. What was refused made nothing and may be tried anew. In memory only, for {@value
 * #HOURS} hours, at most {@value #MOST} keys; when there are more, the eldest of whoever holds most
 * goes, so that nobody pushes out the answers of others. Thread-safe.
 */
@Component(service = KeptAnswers.class)
public class KeptAnswers {
  static final String KEY = "Idempotency-Key";
  static final String REPEATED = "Idempotency-Replayed";
  static final int MOST = 1000;
  private static final int HOURS = 24;
  private static final long MOST_CHARACTERS = 8L << 20;

  /** A key counts for as much as its share of both bounds, whatever its answer says. */
  private static final long KEY_CHARACTERS = MOST_CHARACTERS / MOST;

  /** The commands of a door have a desk that knows repeated ones, whichever way they come. */
  private static final Set<String> WITH_A_DESK =
      Set.of("/doors/{id}/open", "/doors/{id}/hold", "/doors/{id}/secure");

  /** What these answer is shown this once: of them only that it was made is kept. */
  private static final Set<String> SHOWN_ONCE =
      Set.of(
          "/account/second-factor",
          "/account/second-factor/confirm",
          "/enrolments",
          "/machines",
          "/passes",
          "/secrets/{name}/make");

  private record Name(String subject, String key) {}

  private final LongSupplier nanos;
  private final Map<Name, KeptAnswer> answers = new LinkedHashMap<>();

  /** How often somebody was forgotten: an order that was under way then may speak of them. */
  private long forgotten;

  @Activate
  public KeptAnswers() {
    this(System::nanoTime);
  }

  KeptAnswers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Has an order carried out, or returns the answer of the first one under its key. */
  Reply once(Router.Route route, Request request) throws VestibuleException {
    String key = request.http().getHeader(KEY);
    if (key == null || !applies(route)) {
      return route.handler().handle(request);
    }
    HandOpening.checkKey(key);
    Name name = new Name(request.who(), key);
    try {
      MeasuredBody body = new MeasuredBody(request.http());
      KeptAnswer first = claim(name);
      return first == null ? carryOut(name, route, request, body) : repeat(first, request, body);
    } catch (IOException e) {
      throw new Problem(
          400, "body-unreadable", "body", "an unfinished body", "a whole one", "Send it again.", e);
    }
  }

  /** Whoever is not logged in yet has no keys. */
  private static boolean applies(Router.Route route) {
    return route.method().equals("POST")
        && route.reach() != Router.Reach.ANYBODY
        && !WITH_A_DESK.contains(route.path());
  }

  private Reply carryOut(Name name, Router.Route route, Request request, MeasuredBody body)
      throws VestibuleException, IOException {
    boolean kept = false;
    try {
      Reply reply = route.handler().handle(request.with(body));
      if (reply != Reply.STREAMING && reply.status() < 300 && body.readOn(Json.SMALL)) {
        Reply fixed = reply.fixed();
        boolean once = SHOWN_ONCE.contains(route.path());
        keep(name, order(request, body), body.length(), once ? KeptAnswer.SHOWN_BEFORE : fixed);
        kept = true;
        return fixed;
      }
      return reply;
    } finally {
      if (!kept) {
        drop(name);
      }
    }
  }

  private static Reply repeat(KeptAnswer first, Request request, MeasuredBody body)
      throws Problem, IOException {
    if (first.reply() == null) {
      throw new Problem(
              409,
              "idempotency-key-in-use",
              KEY,
              "an order under it that is being carried out",
              "one at a time",
              "Send the same again in a second.")
          .with("Retry-After", "1");
    }
    if (!body.readOn(first.length()) || !order(request, body).equals(first.order())) {
      throw new Problem(
          409,
          "idempotency-key-reused",
          KEY,
          "another order came under it",
          "a new one for each order",
          "Choose another one.");
    }
    return first.reply().with(REPEATED, "true");
  }

  /** Tells orders apart, and nobody whom a path names. */
  private static String order(Request request, MeasuredBody body) {
    String query = request.http().getQueryString();
    String order =
        request.http().getPathInfo() + '?' + (query == null ? "" : query) + ' ' + body.hash();
    return HexFormat.of().formatHex(Sha256.of(order.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the first order under a name; null when it is this one. */
  private synchronized KeptAnswer claim(Name name) {
    trim(nanos.getAsLong() - Duration.ofHours(HOURS).toNanos());
    return answers.putIfAbsent(name, new KeptAnswer("", 0, null, "", nanos.getAsLong(), forgotten));
  }

  private synchronized void keep(Name name, String order, long length, Reply reply) {
    KeptAnswer begun = answers.remove(name);
    String text = reply.body() instanceof Reply.Text body ? body.content() : "";
    KeptAnswer made = new KeptAnswer(order, length, reply, text, nanos.getAsLong(), forgotten);
    answers.put(name, begun.forgotten() == forgotten ? made : made.erased());
  }

  private synchronized void drop(Name name) {
    answers.remove(name);
  }

  private void trim(long eldest) {
    answers.values().removeIf(kept -> kept.reply() != null && kept.since() - eldest < 0);
    boolean fewer = true;
    while (fewer && (answers.size() >= MOST || characters() > MOST_CHARACTERS)) {
      fewer = dropEldestOfWhoeverHoldsMost();
    }
  }

  private long characters() {
    return answers.values().stream().mapToLong(kept -> kept.text().length()).sum();
  }

  private static long weight(KeptAnswer kept) {
    return kept.reply() == null ? 0 : KEY_CHARACTERS + kept.text().length();
  }

  private boolean dropEldestOfWhoeverHoldsMost() {
    Map<String, Long> held = new LinkedHashMap<>();
    answers.forEach((name, kept) -> held.merge(name.subject(), weight(kept), Long::sum));
    String most = Collections.max(held.entrySet(), Map.Entry.comparingByValue()).getKey();
    Optional<Name> eldest =
        answers.entrySet().stream()
            .filter(one -> one.getKey().subject().equals(most) && one.getValue().reply() != null)
            .map(Map.Entry::getKey)
            .findFirst();
    eldest.ifPresent(answers::remove);
    return eldest.isPresent();
  }

  /**
   * Forgets every answer that speaks of somebody, and returns how many did. That its order was
   * carried out stays, so that it is not carried out once more.
   */
  synchronized int forget(Predicate<String> speaks) {
    forgotten++;
    int gone = 0;
    for (Map.Entry<Name, KeptAnswer> one : answers.entrySet()) {
      KeptAnswer kept = one.getValue();
      if (!kept.text().isEmpty() && speaks.test(kept.text())) {
        one.setValue(kept.erased());
        gone++;
      }
    }
    return gone;
  }

  synchronized boolean holds(Predicate<String> speaks) {
    return answers.values().stream().map(KeptAnswer::text).anyMatch(speaks);
  }
}
