// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/**
 * A way out that allows everything, one connection for each request as the real one. The Java
 * runtime's own client will not do: it may send a request again by itself.
 */
public final class WayOut implements Egress {
  public final Map<DataClass, Long> sent = new EnumMap<>(DataClass.class);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  @Override
  public synchronized void declare(DataClass what, long bytes) {
    sent.merge(what, bytes, Long::sum);
  }

  @Override
  public SocketFactory sockets() {
    return new ResolvingSockets();
  }

  @Override
  public SocketFactory sockets(SSLContext tls) {
    return tls.getSocketFactory();
  }

  @Override
  public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer)
      throws VestibuleException, IOException {
    byte[] body = body(request);
    declare(what, body.length);
    int millis = (int) request.timeout().orElseThrow().toMillis();
    Socket socket = new Socket();
    open.add(socket);
    try (socket) {
      socket.connect(
          new InetSocketAddress(request.uri().getHost(), request.uri().getPort()), millis);
      socket.setSoTimeout(Math.max(1, millis));
      socket.getOutputStream().write(head(request, body));
      socket.getOutputStream().write(body);
      return answer(socket.getInputStream().readAllBytes(), mostAnswer);
    } catch (SocketTimeoutException e) {
      throw new HttpTimeoutException("no answer");
    } finally {
      open.remove(socket);
    }
  }

  private static byte[] head(HttpRequest request, byte[] body) {
    String query = request.uri().getRawQuery() == null ? "" : "?" + request.uri().getRawQuery();
    StringBuilder head = new StringBuilder(request.method());
    head.append(' ').append(request.uri().getRawPath()).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(request.uri().getAuthority()).append("\r\n");
    head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.get(0) + "\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static HttpResponse<byte[]> answer(byte[] all, int most)
      throws IOException, VestibuleException {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.isEmpty() && !text.startsWith("HTTP/1.")) {
      throw new IOException("no answer of HTTP/1.1");
    }
    if (end < 0) {
      throw new EOFException("breaks off");
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    if (headers.containsKey("transfer-encoding")) {
      body = unchunked(body);
    } else if (headers.containsKey("content-length")
        && body.length < Integer.parseInt(headers.get("content-length").get(0))) {
      throw new EOFException("breaks off");
    }
    if (body.length > most) {
      throw new VestibuleException("answer-too-long", "answer", "longer", "shorter", "Look");
    }
    return response(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
  }

  private static byte[] unchunked(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, line), 16);
      if (size == 0) {
        return all.toByteArray();
      }
      all.write(body, line + 2, size);
      at = line + 2 + size + 2;
    }
  }

  @SuppressWarnings("unchecked")
  private static HttpResponse<byte[]> response(
      int status, Map<String, List<String>> headers, byte[] body) {
    HttpHeaders read = HttpHeaders.of(headers, (name, value) -> true);
    return (HttpResponse<byte[]>)
        Proxy.newProxyInstance(
            WayOut.class.getClassLoader(),
            new Class<?>[] {HttpResponse.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "statusCode" -> status;
                  case "headers" -> read;
                  case "body" -> body;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static byte[] body(HttpRequest request) {
    HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
    request
        .bodyPublisher()
        .orElseGet(HttpRequest.BodyPublishers::noBody)
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                all.onSubscribe(subscription);
              }

              @Override
              public void onNext(java.nio.ByteBuffer part) {
                all.onNext(List.of(part));
              }

              @Override
              public void onError(Throwable failure) {
                all.onError(failure);
              }

              @Override
              public void onComplete() {
                all.onComplete();
              }
            });
    return all.getBody().toCompletableFuture().join();
  }

  /** Ends what is under way, as the real one does. */
  @Override
  public void close() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is as closed as it gets.
      }
    }
  }
}
