// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
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
  private final Egress way;
  private final Semaphore turn = new Semaphore(1);

  /**
   * @param way the way out to the model's server
   */
  ChatPhraser(Settings settings, Egress way) {
    this.settings = settings;
    this.way = way;
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
    HttpRequest request = request(question);
    try {
      HttpResponse<byte[]> answer = way.exchange(request, DataClass.STATISTICS, MOST_BYTES);
      if (answer.statusCode() != 200) {
        throw failed("status " + answer.statusCode(), "status 200", null);
      }
      return answer.body();
    } catch (HttpTimeoutException e) {
      throw new VestibuleException(
          "phrasing-timeout",
          "language model " + settings.model(),
          "no answer in " + settings.timeout().toSeconds() + " s",
          "an answer within timeoutSeconds",
          "Use a smaller model, or raise timeoutSeconds in " + PhrasingConfig.PID + ".");
    } catch (IOException e) {
      throw failed(e.getClass().getSimpleName(), "an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", "an answer", e);
    }
  }

  private HttpRequest request(byte[] question) throws VestibuleException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.endpoint())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question));
    if (settings.keyFile().isPresent()) {
      String key = key(settings.keyFile().get());
      way.declare(DataClass.CREDENTIAL, key.length());
      request.header("Authorization", "Bearer " + key);
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
