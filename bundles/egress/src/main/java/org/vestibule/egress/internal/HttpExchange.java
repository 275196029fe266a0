// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
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
  private final int most;

  HttpExchange(
      Way way, ScheduledExecutorService timer, HttpRequest request, byte[] body, int most) {
    this.way = way;
    this.timer = timer;
    this.request = request;
    this.body = body;
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
      throw late.get() ? new HttpTimeoutException("no whole answer in " + millis + " ms") : e;
    } finally {
      end.cancel(false);
    }
  }

  private static Socket encrypted(CountedSocket socket, String host, int port) throws IOException {
    try {
      SSLSocket tls =
          (SSLSocket)
              SSLContext.getDefault().getSocketFactory().createSocket(socket, host, port, true);
      SSLParameters wanted = tls.getSSLParameters();
      wanted.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      // RFC 9110, section 4.3.4: the certificate must be the host's.
      wanted.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(wanted);
      tls.startHandshake();
      return tls;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java runtime has no TLS", e);
    }
  }
}
