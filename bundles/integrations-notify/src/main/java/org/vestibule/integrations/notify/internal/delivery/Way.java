// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.status.Status.Cause;

/** The way out of one sink: what the site allows, to where it allows. Thread-safe. */
public final class Way implements AutoCloseable {
  /** The longest answer that is read: nobody needs what stands in it. */
  public static final int MOST_ANSWER = 64 << 10;

  private static final String BUNDLE = "org.vestibule.integrations-notify";

  private final Egress opened;
  private final Egress used;
  private final SSLContext tls;
  private final Clock clock;

  private Way(Egress opened, Egress used, SSLContext tls, Clock clock) {
    this.opened = opened;
    this.used = used;
    this.tls = tls;
    this.clock = clock;
  }

  /**
   * @param allowPrivate whether it may lead to this machine and into private networks
   */
  public static Way open(
      EgressBroker broker, Sink sink, boolean allowPrivate, SSLContext tls, Clock clock)
      throws VestibuleException {
    Egress opened = broker.open(BUNDLE, sink);
    return new Way(opened, allowPrivate ? opened : opened.publicOnly(), tls, clock);
  }

  /** Sends the first form that the site allows. */
  public Answer send(List<Parcel> forms, Function<byte[], HttpRequest> request)
      throws InterruptedException {
    Set<String> denied = new TreeSet<>();
    for (Parcel form : forms) {
      try {
        HttpResponse<byte[]> answer = exchange(form.classes(), request.apply(form.body()));
        return Answers.of(answer, clock.instant());
      } catch (VestibuleException e) {
        if (!e.code().equals("data-class-denied")) {
          return Answers.of(e);
        }
        denied.add(e.found());
      } catch (IOException e) {
        return Answers.of(e);
      }
    }
    String left = String.join(", ", denied);
    return Answer.of(Answer.Kind.WITHHELD, Cause.CONFIGURATION, left);
  }

  /**
   * Sends one request, if the site allows every class of it.
   *
   * @throws VestibuleException as {@link Egress#exchange}
   */
  public HttpResponse<byte[]> exchange(Set<DataClass> classes, HttpRequest request)
      throws VestibuleException, IOException, InterruptedException {
    List<DataClass> sorted = classes.stream().sorted().toList();
    for (DataClass what : sorted) {
      used.declare(what, 0);
    }
    return used.exchange(request, tls, sorted.get(0), MOST_ANSWER);
  }

  /** Asks the other end for nothing but an answer. */
  public Answer look(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer = used.exchange(request, tls, DataClass.EVENT, MOST_ANSWER);
      int status = answer.statusCode();
      // Few such ends know HEAD; that one answers shows that it is there.
      return status < 500
          ? Answer.delivered()
          : Answer.of(Answer.Kind.FAILED, Cause.DEVICE_REFUSED, "it answers " + status);
    } catch (VestibuleException e) {
      return Answers.of(e);
    } catch (IOException e) {
      return Answers.of(e);
    }
  }

  /** Returns whether the site allows a class for this sink, as far as it can be told before. */
  public boolean allows(DataClass what) {
    try {
      used.declare(what, 0);
      return true;
    } catch (VestibuleException e) {
      return false;
    }
  }

  @Override
  public void close() {
    used.close();
    opened.close();
  }
}
