// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.intent.VisitSummary;

/**
 * Asks a language model over HTTP: one question at a time, one exchange each, redirects never
 * followed. Thread-safe.
 */
final class ChatPhraser implements SummaryPhraser {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_KEY = 4_000;

  private final Settings settings;
  private final HttpClient client;
  private final Semaphore turn = new Semaphore(1);

  ChatPhraser(Settings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String id() {
    return settings.model();
  }

  @Override
  public String phrase(List<VisitSummary.Count> counts, Locale language) throws VestibuleException {
    if (!turn.tryAcquire()) {
      throw failed("it is still busy with another summary", "one at a time", null);
    }
    try {
      return Completion.text(answer(Completion.request(settings, counts, language)));
    } finally {
      turn.release();
    }
  }

  private byte[] answer(byte[] question) throws VestibuleException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(question), info -> new BoundedBody(MOST_BYTES));
    try {
      HttpResponse<byte[]> answer =
          exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw failed("status " + answer.statusCode(), "status 200", null);
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new VestibuleException(
          "phrasing-timeout",
          "language model " + settings.model(),
          "no answer in " + settings.timeout().toSeconds() + " s",
          "an answer within timeoutSeconds",
          "Use a smaller model, or raise timeoutSeconds in " + PhrasingConfig.PID + ".");
    } catch (ExecutionException e) {
      throw failed(e.getCause().getClass().getSimpleName(), "an answer", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", "an answer", e);
    } finally {
      // Also a slow body: nothing of an exchange outlives its time.
      exchange.cancel(true);
    }
  }

  private HttpRequest request(byte[] question) throws VestibuleException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.endpoint())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question));
    if (settings.keyFile().isPresent()) {
      request.header("Authorization", "Bearer " + key(settings.keyFile().get()));
    }
    return request.build();
  }

  private static String key(Path file) throws VestibuleException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      char[] text = new char[MOST_KEY];
      int length = Math.max(0, lines.read(text));
      String line = new String(text, 0, length).lines().findFirst().orElse("").strip();
      if (!line.matches("[\\x21-\\x7e]+")) {
        throw new IOException("its first line is no token");
      }
      return line;
    } catch (IOException e) {
      throw new VestibuleException(
          "phrasing-failed",
          "keyFile of " + PhrasingConfig.PID,
          "a file that cannot be used (" + e.getClass().getSimpleName() + ")",
          "a readable file with the token as its first line",
          "Write the token into it, readable by the gateway only.");
    }
  }

  private VestibuleException failed(String found, String allowed, Throwable cause) {
    return new VestibuleException(
        "phrasing-failed",
        "language model " + settings.model() + " at " + settings.endpoint().getHost(),
        found,
        allowed,
        "Look whether the model's server runs.",
        cause);
  }
}
