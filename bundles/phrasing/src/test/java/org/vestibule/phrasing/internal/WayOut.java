// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** A way out that allows everything, over the Java runtime's own client. */
final class WayOut implements Egress {
  final Map<DataClass, Long> sent = new EnumMap<>(DataClass.class);
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void declare(DataClass what, long bytes) {
    sent.merge(what, bytes, Long::sum);
  }

  @Override
  public SocketFactory sockets() {
    throw new UnsupportedOperationException("phrasing exchanges");
  }

  @Override
  public SocketFactory sockets(SSLContext tls) {
    return sockets();
  }

  @Override
  public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer)
      throws VestibuleException, IOException, InterruptedException {
    declare(what, request.bodyPublisher().orElseThrow().contentLength());
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> answer =
          asked.get(request.timeout().orElseThrow().toMillis(), TimeUnit.MILLISECONDS);
      if (answer.body().length > mostAnswer) {
        throw new VestibuleException("answer-too-long", "answer", "longer", "shorter", "Look");
      }
      return answer;
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      asked.cancel(true);
    }
  }

  @Override
  public void close() {}
}
