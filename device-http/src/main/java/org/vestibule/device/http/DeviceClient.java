// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/**
 * HTTP to one device over the house's way out. A request is sent a second time only to answer a
 * challenge, because a challenge proves that the first was not carried out. Thread-safe.
 */
public final class DeviceClient implements DeviceHttp {
  private final DeviceAddress device;
  private final Egress way;
  private final LongSupplier nanos;
  private final Account account;

  /** Opens nothing yet. Closes {@code way} when it is closed. */
  public DeviceClient(DeviceAddress device, Egress way) {
    this(device, way, System::nanoTime);
  }

  /** As above, with a password that lies in no file. */
  public DeviceClient(DeviceAddress device, PasswordSource password, Egress way) {
    this(device, password, way, System::nanoTime);
  }

  DeviceClient(DeviceAddress device, Egress way, LongSupplier nanos) {
    this(device, PasswordSource.of(device), way, nanos);
  }

  private DeviceClient(
      DeviceAddress device, PasswordSource password, Egress way, LongSupplier nanos) {
    this.device = device;
    this.way = way;
    this.nanos = nanos;
    this.account = new Account(device, password, nanos);
  }

  @Override
  public Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws VestibuleException, InterruptedException {
    URI to = URI.create(device.url() + path);
    String target = to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    long end = nanos.getAsLong() + device.timeout().toNanos();

    Optional<Proof> proof = account.known();
    HttpResponse<byte[]> answer = exchange(request, proof, method, target, end);
    if (answer.statusCode() == 401) {
      proof = Optional.of(account.answer(challenges(answer)));
      answer = exchange(request, proof, method, target, end);
      if (answer.statusCode() == 401) {
        throw refused(read(answer, to), challenges(answer));
      }
    }
    if (proof.isPresent()) {
      account.accepted(proof.get());
      answer.headers().firstValue("authentication-info").ifPresent(proof.get()::answered);
    }
    Answer read = read(answer, to);
    if (read.status() == 403) {
      throw new Forbidden(
          failed("credentials-wrong", "HTTP status 403", "what the account may do", null), read);
    }
    return read;
  }

  /**
   * Asks for an answer that goes on, such as an event stream, over a connection of its own.
   *
   * @param path with its query, under the device's address
   * @param silence after so long without a byte a read ends with a time-out
   * @return an answer with a status of 200; whoever asked closes it
   * @throws VestibuleException as {@link #send}; {@code answer-invalid} also for another status
   */
  public DeviceStream stream(String path, Duration silence) throws VestibuleException {
    URI to = URI.create(device.url() + path);
    String target = to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
    Optional<Proof> proof = account.known();
    DeviceStream stream = connect(to, target, proof, silence);
    if (stream.status() == 401) {
      stream.close();
      proof = Optional.of(account.answer(Challenge.of(stream.headers("www-authenticate"))));
      stream = connect(to, target, proof, silence);
    }
    if (stream.status() == 200) {
      proof.ifPresent(account::accepted);
      return stream;
    }
    stream.close();
    if (stream.status() == 401) {
      throw account.refused();
    }
    throw stream.status() == 403
        ? failed("credentials-wrong", "HTTP status 403", "what the account may do", null)
        : invalid("HTTP status " + stream.status(), null);
  }

  private DeviceStream connect(URI to, String target, Optional<Proof> proof, Duration silence)
      throws VestibuleException {
    String header = proof.map(one -> one.header("GET", target)).orElse("");
    if (!header.isEmpty()) {
      way.declare(DataClass.CREDENTIAL, header.length());
    }
    try {
      return DeviceStream.get(way, to, target, header, device.timeout(), silence);
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw unreachable("no connection (" + e.getClass().getSimpleName() + ")", e);
    } catch (SSLHandshakeException e) {
      throw unreachable("a certificate that this machine does not trust", e);
    } catch (SocketTimeoutException e) {
      throw failed("device-timed-out", "asked, and no answer came", "an answer in time", e);
    } catch (IOException e) {
      throw invalid("no answer of HTTP/1.1", e);
    }
  }

  private HttpResponse<byte[]> exchange(
      HttpRequest.Builder request, Optional<Proof> proof, String method, String target, long end)
      throws VestibuleException, InterruptedException {
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      // Only a challenge came so far, so nothing was done.
      throw unreachable("no time left to answer its challenge", null);
    }
    request.timeout(Duration.ofNanos(left));
    try {
      if (proof.isPresent()) {
        String header = proof.get().header(method, target);
        way.declare(DataClass.CREDENTIAL, header.length());
        request.setHeader("Authorization", header);
      }
      return way.exchange(request.build(), DataClass.EVENT, device.mostAnswer());
    } catch (VestibuleException e) {
      throw e.code().equals("answer-too-long") ? invalid(e.found(), e) : e;
    } catch (HttpConnectTimeoutException
        | ConnectException
        | NoRouteToHostException
        | UnknownHostException e) {
      throw unreachable("no connection (" + e.getClass().getSimpleName() + ")", e);
    } catch (SSLHandshakeException e) {
      throw unreachable("a certificate that this machine does not trust", e);
    } catch (HttpTimeoutException | SocketTimeoutException | EOFException | SocketException e) {
      throw failed("device-timed-out", "sent, and no whole answer came", "an answer in time", e);
    } catch (IOException e) {
      throw invalid("no answer of HTTP/1.1", e);
    }
  }

  private VestibuleException refused(Answer read, List<Challenge> again) {
    boolean stale =
        again.stream().anyMatch(each -> each.parameter("stale", "").equalsIgnoreCase("true"));
    // A device that calls each of its nonces stale says nothing about the password.
    return stale
        ? invalid("it calls its own new nonce stale", null)
        : new Forbidden(account.refused(), read);
  }

  private static List<Challenge> challenges(HttpResponse<byte[]> answer) {
    return Challenge.of(answer.headers().allValues("www-authenticate"));
  }

  private static Answer read(HttpResponse<byte[]> answer, URI from) {
    Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer.headers().map().forEach((name, values) -> first.put(name, values.get(0)));
    return new Answer(answer.statusCode(), first, answer.body(), from);
  }

  private VestibuleException unreachable(String found, Exception cause) {
    return failed("device-unreachable", found, "a device that answers", cause);
  }

  private VestibuleException invalid(String found, Exception cause) {
    return failed("answer-invalid", found, "an answer that fits", cause);
  }

  private VestibuleException failed(String code, String found, String allowed, Exception cause) {
    return new VestibuleException(
        code,
        "request to " + device.shown(),
        found,
        allowed,
        code.equals("credentials-wrong")
            ? "Give the gateway's account the right at the device."
            : "Check address, network and what answers there.",
        cause);
  }

  @Override
  public void close() {
    account.close();
    way.close();
  }
}
