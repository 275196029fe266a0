// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/** Writes a request as HTTP/1.1 has it (RFC 9112, sections 2 and 3). */
final class HttpMessage {
  /** What this client says by itself. */
  private static final Set<String> OURS =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private HttpMessage() {}

  /** Returns the body of a request. */
  static byte[] body(HttpRequest request) throws IOException {
    if (request.bodyPublisher().isEmpty()) {
      return new byte[0];
    }
    HttpResponse.BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
    request
        .bodyPublisher()
        .get()
        .subscribe(
            new Flow.Subscriber<ByteBuffer>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                all.onSubscribe(subscription);
              }

              @Override
              public void onNext(ByteBuffer part) {
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
    try {
      return all.getBody().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException("the body of the request cannot be read", e.getCause());
    }
  }

  /** Returns the whole request; one connection is used once. */
  static byte[] bytes(HttpRequest request, byte[] body) {
    URI uri = request.uri();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getHost());
    head.append(uri.getPort() < 0 ? "" : ":" + uri.getPort()).append("\r\n");
    head.append("Connection: close\r\n");
    if (body.length > 0 || !request.method().equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    // HttpRequest's builder has refused line breaks in names and values.
    for (Map.Entry<String, List<String>> header : request.headers().map().entrySet()) {
      if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          head.append(header.getKey()).append(": ").append(value).append("\r\n");
        }
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
