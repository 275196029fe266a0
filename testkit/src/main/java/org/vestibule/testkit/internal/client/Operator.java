// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The person who enrols residents and replaces bundles and models, through the REST interface. */
public final class Operator {
  private static final Duration POLL = Duration.ofMillis(50);

  private final JsonHttp http;

  private Operator(JsonHttp http) {
    this.http = http;
  }

  /**
   * Waits until the gateway says that it is ready, then signs in with the token of its data folder.
   *
   * @throws TimeoutException naming what it still waits for
   */
  public static Operator whenReady(URI gateway, Path data, Duration patience)
      throws InterruptedException, TimeoutException, IOException {
    JsonHttp stranger = new JsonHttp(gateway, "");
    long deadline = System.nanoTime() + patience.toNanos();
    String last = "no answer at " + gateway;
    while (System.nanoTime() - deadline < 0) {
      try {
        Answer health = stranger.get("/api/health");
        if (health.ok()) {
          return at(gateway, data);
        }
        last = health.body().toString();
      } catch (IOException e) {
        last = "no answer at " + gateway;
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new TimeoutException("the gateway is not ready: " + last);
  }

  /** Signs in at a gateway that answers, ready or not. */
  public static Operator at(URI gateway, Path data) throws IOException {
    String token = Files.readString(data.resolve("secrets/operator.token")).strip();
    return new Operator(new JsonHttp(gateway, token));
  }

  /** Enrols a person from pictures. */
  public Answer enrol(String id, String name, String code, List<String> doors, List<Path> pictures)
      throws IOException, InterruptedException {
    List<String> encoded = new ArrayList<>();
    for (Path picture : pictures) {
      encoded.add(Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
    }
    return http.postJson(
        "/api/people",
        Map.of(
            "id", id,
            "name", name,
            "unit", "12",
            "code", code,
            "doors", doors,
            "consent", "given for this demonstration",
            "pictures", encoded));
  }

  /** Erases a person. */
  public Answer forget(String id) throws IOException, InterruptedException {
    return http.delete("/api/people/" + id);
  }

  /** Brings a model pack as a zip archive; it serves nothing yet. */
  public Answer stage(Path archive) throws IOException, InterruptedException {
    return http.post("/api/models", "application/zip", BodyPublishers.ofFile(archive));
  }

  /** Lets a model pack serve its slot. */
  public Answer activate(String pack) throws IOException, InterruptedException {
    return http.postJson("/api/models/" + pack + "/activate", Map.of());
  }

  /** Installs a feature that the distribution carries. */
  public Answer install(String feature) throws IOException, InterruptedException {
    return http.postJson("/api/features/" + feature + "/install", Map.of());
  }

  /** Replaces a feature's bundle by a jar in the gateway's folder {@code updates}. */
  public Answer update(String feature, String file) throws IOException, InterruptedException {
    return http.postJson("/api/features/" + feature + "/update", Map.of("file", file));
  }

  /** Goes back to the version of a feature before its last update. */
  public Answer rollBack(String feature) throws IOException, InterruptedException {
    return http.postJson("/api/features/" + feature + "/rollback", Map.of());
  }

  /** Orders an update that needs a planned restart. */
  public Answer updateByRestart(String feature, String file)
      throws IOException, InterruptedException {
    return http.postJson(
        "/api/features/" + feature + "/update", Map.of("file", file, "restart", true));
  }

  /** Opens a door by hand. */
  public Answer open(String door) throws IOException, InterruptedException {
    return http.postJson("/api/doors/" + door + "/open", Map.of());
  }

  /** Makes a secret that this gateway keeps, and returns it. */
  public Answer makeSecret(String name) throws IOException, InterruptedException {
    // Text and not digits: whoever types it takes it as it is typed.
    return http.postJson("/api/secrets/" + name + "/make?form=webhook", Map.of());
  }

  /** Makes the account of a system that works one door. */
  public Answer makeMachine(String name, String door) throws IOException, InterruptedException {
    Map<String, Object> grant = Map.of("role", "door-system", "doors", List.of(door));
    return http.postJson("/api/machines", Map.of("name", name, "grants", List.of(grant)));
  }

  /** Reads anything under {@code /api}. */
  public Answer get(String path) throws IOException, InterruptedException {
    return http.get(path);
  }

  /** Waits until no feature is being changed, and what a start has to look at was looked at. */
  public void awaitNoUpdate(Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    Answer last;
    do {
      last = get("/api/features");
      if (last.ok() && last.body().path("progress").asText().isEmpty()) {
        return;
      }
      Thread.sleep(POLL.toMillis());
    } while (System.nanoTime() < deadline);
    throw new TimeoutException("a feature is still being changed: " + last);
  }

  /**
   * Waits until what is known of a visit fulfils a condition.
   *
   * @throws TimeoutException with the last story
   */
  public JsonNode await(String visit, Predicate<JsonNode> condition, Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    JsonNode story = null;
    while (System.nanoTime() - deadline < 0) {
      Answer answer = http.get("/api/visits/" + visit);
      story = answer.body();
      if (answer.ok() && condition.test(story)) {
        return story;
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new TimeoutException("visit " + visit + " is not there yet: " + story);
  }

  /** Waits until a visit is closed. */
  public JsonNode closed(String visit, Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    return await(visit, story -> story.has("closedAt"), patience);
  }
}
