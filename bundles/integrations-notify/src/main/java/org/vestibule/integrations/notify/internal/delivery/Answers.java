// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.notify.internal.delivery.Answer.Kind;

/** Tells from an HTTP answer (RFC 9110), or from its absence, what to do next. Stateless. */
public final class Answers {
  private Answers() {}

  /**
   * @param now for a wait that is given as a date
   */
  public static Answer of(HttpResponse<byte[]> answer, Instant now) {
    int status = answer.statusCode();
    Optional<Duration> after =
        answer.headers().firstValue("Retry-After").flatMap(value -> after(value, now));
    String reason = "it answers " + status;
    if (status >= 200 && status < 300) {
      return Answer.delivered();
    }
    if (status == 410) {
      return Answer.of(Kind.GONE, Cause.DEVICE_REFUSED, "it answers 410: gone for good");
    }
    if (status == 429 || status == 425) {
      return new Answer(Kind.LATER, reason, Cause.OVERLOADED, after);
    }
    if (status >= 400 && status < 500 && status != 408) {
      return Answer.of(Kind.REFUSED, Cause.DEVICE_REFUSED, reason);
    }
    if (status >= 300 && status < 400) {
      reason += ", a redirection, which is never followed: correct its address";
      return Answer.of(Kind.FAILED, Cause.CONFIGURATION, reason);
    }
    return new Answer(Kind.FAILED, reason, Cause.DEVICE_REFUSED, after);
  }

  /** What a refusal of the way out means for whoever waits. */
  static Answer of(VestibuleException refusal) {
    // An answer without measure comes from an end that has the request.
    return refusal.code().equals("answer-too-long")
        ? Answer.of(Kind.FAILED, Cause.DEVICE_REFUSED, "its answer is too long")
        : Answer.of(Kind.UNREACHED, Cause.CONFIGURATION, refusal.getMessage());
  }

  /** No message of the exception is shown: it may name the whole address, which may be a secret. */
  static Answer of(IOException failure) {
    if (failure instanceof HttpConnectTimeoutException || failure instanceof ConnectException) {
      return Answer.of(Kind.UNREACHED, Cause.NETWORK, "no connection");
    }
    if (failure instanceof UnknownHostException) {
      return Answer.of(Kind.UNREACHED, Cause.NETWORK, "its name leads nowhere");
    }
    if (failure instanceof SSLHandshakeException) {
      return Answer.of(Kind.UNREACHED, Cause.CREDENTIALS, "its certificate is not trusted");
    }
    if (failure instanceof HttpTimeoutException) {
      return Answer.of(Kind.FAILED, Cause.NETWORK, "no answer in time");
    }
    String reason = failure instanceof SSLException ? "the encryption broke" : "no whole answer";
    return Answer.of(Kind.FAILED, Cause.NETWORK, reason);
  }

  /** Reads Retry-After (RFC 9110, section 10.2.3): seconds, or a date. */
  static Optional<Duration> after(String value, Instant now) {
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
