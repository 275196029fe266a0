// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.VestibuleException;

/** The gateway on this machine, asked with the operator's token of its data folder. */
final class Gateway {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 400;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final Path tokenFile;
  private final Screen screen;

  Gateway(Path data, int port, Screen screen) {
    base = URI.create("http://127.0.0.1:" + port);
    tokenFile = data.resolve("secrets").resolve("operator.token");
    this.screen = screen;
  }

  /** Reads. */
  JsonNode get(String path) throws VestibuleException, InterruptedException {
    return ask(request(path).GET());
  }

  /** Orders, and shows how far the gateway is while it works. */
  JsonNode order(String path) throws VestibuleException, InterruptedException {
    return order(path, "{}");
  }

  /** Orders, with what is needed for it. */
  JsonNode order(String path, String json) throws VestibuleException, InterruptedException {
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Puts something in its place. */
  void put(String path, byte[] content, String type)
      throws VestibuleException, InterruptedException {
    ask(request(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(content)));
  }

  /** Removes something. */
  void delete(String path) throws VestibuleException, InterruptedException {
    ask(request(path).DELETE());
  }

  /** Sends a file of a type, for example {@code application/zip}. */
  JsonNode upload(String path, Path file, String type)
      throws VestibuleException, IOException, InterruptedException {
    return ask(request(path).header("Content-Type", type).POST(BodyPublishers.ofFile(file)));
  }

  private HttpRequest.Builder request(String path) throws VestibuleException {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token());
  }

  private String token() throws VestibuleException {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new VestibuleException(
          "operator-token-missing",
          "file " + tokenFile,
          "it cannot be read (" + e.getClass().getSimpleName() + ")",
          "the data folder of a gateway that has started",
          "Name the folder: ./vestibule --data DIR model ...",
          e);
    }
  }

  private JsonNode ask(HttpRequest.Builder request)
      throws VestibuleException, InterruptedException {
    try {
      HttpResponse<byte[]> answer = await(send(request));
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() / 100 == 2) {
        return body;
      }
      if (!body.hasNonNull("code")) {
        throw new IOException("HTTP " + answer.statusCode());
      }
      throw new VestibuleException(
          body.path("code").asText(),
          body.path("input").asText(),
          body.path("found").asText(),
          body.path("allowed").asText(),
          body.path("remedy").asText());
    } catch (IOException e) {
      throw new VestibuleException(
          "gateway-unreachable",
          "the gateway at " + base,
          "no answer that can be understood (" + e.getClass().getSimpleName() + ")",
          "a gateway that runs on this data folder and port",
          "Start it with ./vestibule run, or name its port: ./vestibule --port N model ...",
          e);
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
      throws IOException, InterruptedException, VestibuleException {
    while (true) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        showProgress();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
      }
    }
  }

  /** What the gateway does meanwhile is good to know; when it cannot say, that is no error. */
  private void showProgress() throws InterruptedException, VestibuleException {
    if (!screen.watched()) {
      return;
    }
    try {
      HttpResponse<byte[]> answer =
          send(request("/api/models/progress").timeout(Duration.ofSeconds(2)).GET())
              .get(2, TimeUnit.SECONDS);
      String sentence = JSON.readTree(answer.body()).path("progress").asText();
      screen.progress(sentence.isEmpty() ? "Waiting for the gateway" : sentence);
    } catch (IOException | ExecutionException | TimeoutException e) {
      screen.progress("Waiting for the gateway");
    }
  }
}
