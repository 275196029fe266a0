// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.vestibule.api.VestibuleException;

/**
 * One request of HTTP/1.1 and its answer, over a socket of the way. The Java runtime's own client
 * looks names up by itself and lets nobody count; this one connects to the address that was judged,
 * and what it writes is counted. No redirect, no proxy, no cookie, no second try.
 */
final class HttpExchange {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Way way;
  private final ScheduledExecutorService timer;
  private final HttpRequest request;
  private final byte[] body;
  private final SSLContext tls;
  private final int most;
  private boolean sent;

  HttpExchange(
      Way way,
      ScheduledExecutorService timer,
      HttpRequest request,
      byte[] body,
      SSLContext tls,
      int most) {
    this.way = way;
    this.timer = timer;
    this.request = request;
    this.body = body;
    this.tls = tls;
    this.most = most;
  }

  HttpResponse<byte[]> send() throws IOException, VestibuleException, InterruptedException {
    URI uri = request.uri();
    boolean encrypted = "https".equals(uri.getScheme());
    if (!encrypted && !"http".equals(uri.getScheme())) {
      throw new IllegalArgumentException("an absolute http or https address");
    }
    long millis = request.timeout().orElse(LONGEST).toMillis();
    AtomicBoolean late = new AtomicBoolean();
    CountedSocket socket = new CountedSocket(way);
    // Also a trickle has to end: the socket is closed under it.
    Future<?> end =
        timer.schedule(
            () -> {
              late.set(true);
              socket.closeQuietly();
            },
            millis,
            TimeUnit.MILLISECONDS);
    try (socket) {
      int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? 443 : 80;
      String host = uri.getHost().replaceAll("[\\[\\]]", "");
      socket.connect(new InetSocketAddress(host, port), (int) Math.min(millis, 60_000));
      Socket line = encrypted ? encrypted(socket, host, port) : socket;
      sent = true;
      line.getOutputStream().write(HttpMessage.bytes(request, body));
      line.getOutputStream().flush();
      HttpReader answer = new HttpReader(new BufferedInputStream(line.getInputStream()), most);
      answer.read(request.method());
      Optional<SSLSession> session =
          line instanceof SSLSocket tls ? Optional.of(tls.getSession()) : Optional.empty();
      return new Answer(request, answer, session);
    } catch (EgressRefused e) {
      throw e;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted");
      }
      throw late.get() ? tooLate(millis) : told(e);
    } finally {
      end.cancel(false);
    }
  }

  private IOException tooLate(long millis) {
    return sent
        ? new HttpTimeoutException("no whole answer in " + millis + " ms")
        : new HttpConnectTimeoutException("not connected in " + millis + " ms");
  }

  /** Lets the kind of exception say whether the other end can have the request. */
  private IOException told(IOException failure) {
    if (sent) {
      return failure instanceof SSLHandshakeException
          ? new SSLException(failure.getMessage(), failure)
          : failure;
    }
    if (failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof SSLHandshakeException) {
      return failure;
    }
    IOException before =
        failure instanceof SSLException
            ? new SSLHandshakeException(failure.getMessage())
            : new ConnectException(failure.getMessage());
    before.initCause(failure);
    return before;
  }

  private Socket encrypted(CountedSocket socket, String host, int port) throws IOException {
    SSLSocket line = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters wanted = line.getSSLParameters();
    wanted.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    // RFC 9110, section 4.3.4: the certificate must be the host's.
    wanted.setEndpointIdentificationAlgorithm("HTTPS");
    line.setSSLParameters(wanted);
    line.startHandshake();
    return line;
  }
}
