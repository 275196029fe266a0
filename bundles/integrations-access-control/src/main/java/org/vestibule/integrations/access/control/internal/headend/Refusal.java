// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.vestibule.api.VestibuleException;

/** What can go wrong with a head-end, in our words. Nothing that it sent is a secret of ours. */
public final class Refusal {
  /** Not a byte was sent. */
  public static final String UNREACHABLE = "device-unreachable";

  /** It was sent, and nobody knows what became of it. */
  public static final String TIMED_OUT = "device-timed-out";

  /** It said no. */
  public static final String REFUSED = "device-refused";

  /** It does not know this account. */
  public static final String CREDENTIALS = "credentials-wrong";

  /** It answered something that makes no sense. */
  public static final String INVALID = "answer-invalid";

  private static final int MOST_QUOTED = 120;

  private Refusal() {}

  /** Says whether the request can have arrived, from how the exchange failed. */
  static VestibuleException of(String where, Exception failure) {
    if (failure instanceof SSLHandshakeException) {
      return new VestibuleException(
          UNREACHABLE,
          where,
          "its certificate is not trusted, or is another host's",
          "a certificate that caFile signed",
          "Save its certificate as PEM and name the file in caFile.",
          failure);
    }
    boolean unsent =
        failure instanceof ConnectException
            || failure instanceof UnknownHostException
            || failure instanceof HttpConnectTimeoutException;
    if (unsent) {
      return new VestibuleException(
          UNREACHABLE,
          where,
          "no connection (" + failure.getClass().getSimpleName() + ")",
          "a connection",
          "See whether it is switched on, and whether url has its host and port.",
          failure);
    }
    return new VestibuleException(
        TIMED_OUT,
        where,
        failure instanceof HttpTimeoutException
            ? "no whole answer in time"
            : "the connection broke before the whole answer",
        "an answer",
        "See whether it is overloaded, and whether the network between is sound.",
        failure);
  }

  /** It has the request, and has not said in time what became of it. */
  public static VestibuleException timedOut(String where, String found) {
    return new VestibuleException(
        TIMED_OUT, where, found, "an answer in time", "See whether it is overloaded.");
  }

  /** What went wrong before a door was told anything. */
  public static VestibuleException notTold(VestibuleException cause) {
    return new VestibuleException(
        UNREACHABLE,
        cause.input(),
        cause.found() + "; the door was not told",
        cause.allowed(),
        cause.remedy(),
        cause);
  }

  /** What went wrong while a door was told, or {@code cause} where that leaves nothing open. */
  public static VestibuleException toldPerhaps(VestibuleException cause) {
    if (!cause.code().equals(TIMED_OUT) && !cause.code().equals(INVALID)) {
      return cause.code().equals(REFUSED) ? cause : notTold(cause);
    }
    return new VestibuleException(
        TIMED_OUT,
        cause.input(),
        cause.found() + "; nobody knows whether the door moved",
        cause.allowed(),
        "Look at the door before it is told again.",
        cause);
  }

  /** The head-end refused, in its own words. */
  public static VestibuleException refused(String where, String words, String remedy) {
    return new VestibuleException(REFUSED, where, plain(words), "what it accepts", remedy);
  }

  /** The account does not count. */
  public static VestibuleException credentials(String where, String found) {
    return new VestibuleException(
        CREDENTIALS,
        where,
        found,
        "an account that may use the interface",
        "Correct username and passwordFile, and save the configuration again.");
  }

  /** The answer makes no sense. */
  public static VestibuleException invalid(String where, String found) {
    return new VestibuleException(
        INVALID, where, plain(found), "an answer of its interface", "See what answers at url.");
  }

  /** Shortens foreign words and leaves out what is no plain character. */
  public static String plain(String words) {
    String plain = words.replaceAll("[\\p{Cntrl}\\p{So}\\p{Cs}]+", " ").strip();
    return plain.length() <= MOST_QUOTED ? plain : plain.substring(0, MOST_QUOTED) + "...";
  }
}
