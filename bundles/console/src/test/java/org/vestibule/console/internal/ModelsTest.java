// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;

/** Taking a pack in and ordering what becomes of it. */
class ModelsTest {
  private static final byte[] ARCHIVE = "PK what a pack is".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path data;
  private SampleConsole console;
  private SampleLibrary library;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Client.operator(console);
    SampleDay.fill(console.sample);
    library = console.sample.library;
    library.arriving = version("moonshine-tiny", "1.1.0+b.2");
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void withoutATokenNothingIsTakenInOrOrdered() throws Exception {
    Client stranger = new Client(console);
    for (String path :
        List.of(
            "/api/models",
            "/api/models/yunet/activate",
            "/api/models/yunet/rollout",
            "/api/slots/speech/rollback",
            "/api/models/prune")) {
      assertThat(Client.code(upload(stranger, path, "application/zip")))
          .as(path)
          .isEqualTo("401 token-needed");
    }
    assertThat(stranger.get("/api/models/comparisons").statusCode()).isEqualTo(401);
    assertThat(stranger.get("/api/models/progress").statusCode()).isEqualTo(401);
    assertThat(stranger.get("/api/models/prune").statusCode()).isEqualTo(401);
    assertThat(library.orders).isEmpty();
    assertThat(updates()).isEmpty();
  }

  @Test
  void anotherTypeThanZipIsRefused() throws Exception {
    assertThat(Client.code(upload(operator, "/api/models", "application/json")))
        .isEqualTo("415 content-type-wrong");
    assertThat(Client.code(upload(operator, "/api/models", "application/zipper")))
        .isEqualTo("415 content-type-wrong");
    assertThat(library.sources).isEmpty();
  }

  @Test
  void anAnnouncedOversizeIsRefusedBeforeAByteIsRead() throws Exception {
    assertThat(announce(PackUploads.MOST_BYTES + 1, new byte[0])).contains(" 413 ");
    assertThat(library.sources).isEmpty();
    assertThat(updates()).isEmpty();
  }

  @Test
  void moreThanTheDiskHoldsIsRefusedBeforeAByteIsRead() throws Exception {
    PackUploads wide = new PackUploads(data.resolve("updates"), Long.MAX_VALUE);
    Problem problem =
        assertThrows(Problem.class, () -> wide.receive(SampleBody.announcing(Long.MAX_VALUE / 2)));
    assertThat(problem.status()).isEqualTo(507);
    assertThat(problem.code()).isEqualTo("storage-full");
    assertThat(updates()).isEmpty();
  }

  @Test
  void anUnannouncedOversizeIsRefusedWhereItCrossesTheBound() throws Exception {
    PackUploads narrow = new PackUploads(data.resolve("updates"), ARCHIVE.length - 1);
    Problem problem =
        assertThrows(Problem.class, () -> narrow.receive(SampleBody.chunked(ARCHIVE)));
    assertThat(problem.status()).isEqualTo(413);
    assertThat(updates()).isEmpty();
    // The refused one does not block the next.
    try (PackUploads.Upload next =
        new PackUploads(data.resolve("updates")).receive(SampleBody.chunked(ARCHIVE))) {
      assertThat(next.file()).hasBinaryContent(ARCHIVE);
    }
  }

  @Test
  void aCutOffUploadLeavesNothingAndReachesNobody() throws Exception {
    assertThat(announce(1000, ARCHIVE)).contains(" 400 ");
    assertThat(library.sources).isEmpty();
    assertThat(updates()).isEmpty();
    assertThat(upload(operator, "/api/models", "application/zip").statusCode()).isEqualTo(201);
  }

  @Test
  void anEmptyBodyIsNoPack() throws Exception {
    HttpResponse<String> answer =
        operator.send(
            operator
                .request("/api/models")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.noBody()));
    assertThat(Client.code(answer)).isEqualTo("400 body-unreadable");
    assertThat(library.sources).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "model-missing,404",
    "model-downgrade,409",
    "model-version-reused,409",
    "model-unsigned,422",
    "model-signer-unknown,422",
    "model-golden-mismatch,422",
    "model-archive-path,422",
    "native-missing,503",
    "audit-unwritable,503",
    "storage-failed,503",
    "storage-full,507"
  })
  void whatTheLibraryRefusesKeepsItsCodeAndLeavesNoFile(String code, int status) throws Exception {
    library.refusal = code;
    String expected = status + " " + code;
    HttpResponse<String> staged = upload(operator, "/api/models", "application/zip");
    assertThat(Client.code(staged)).isEqualTo(expected);
    assertThat(Client.json(staged).path("remedy").asText()).isEqualTo("Do so.");
    assertThat(updates()).isEmpty();
    assertThat(Client.code(operator.post("/api/models/yunet/activate", ""))).isEqualTo(expected);
    assertThat(Client.code(operator.post("/api/models/yunet/rollout", ""))).isEqualTo(expected);
    assertThat(Client.code(operator.post("/api/slots/speech/rollback", ""))).isEqualTo(expected);
    assertThat(Client.code(operator.post("/api/models/prune", ""))).isEqualTo(expected);
  }

  @Test
  void onlyWhatIsListedReachesTheLibrary() throws Exception {
    for (String pack : List.of("none", "yunet@9.9.9", "..", "yunet@")) {
      assertThat(operator.post("/api/models/" + pack + "/activate", "").statusCode())
          .as(pack)
          .isIn(400, 404);
      assertThat(operator.post("/api/models/" + pack + "/rollout", "").statusCode()).isIn(400, 404);
    }
    assertThat(Client.code(operator.post("/api/models/none/activate", "")))
        .isEqualTo("404 unknown-model");
    assertThat(Client.code(operator.post("/api/slots/none/rollback", "")))
        .isEqualTo("404 unknown-slot");
    assertThat(library.orders).isEmpty();
  }

  @Test
  void oneUploadAtATime() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    library.whileStaging =
        () -> {
          inside.countDown();
          await(go);
        };
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<HttpResponse<String>> first =
          other.submit(() -> upload(operator, "/api/models", "application/zip"));
      await(inside);
      assertThat(Client.code(upload(operator, "/api/models", "application/zip")))
          .isEqualTo("409 upload-running");
      go.countDown();
      assertThat(first.get().statusCode()).isEqualTo(201);
    } finally {
      go.countDown();
      other.shutdown();
    }
  }

  @Test
  void aPackArrivesWholeReadableByItsOwnerOnlyAndIsGoneAfterwards() throws Exception {
    String[] rights = new String[1];
    Path leftByACrash =
        Files.createDirectories(data.resolve("updates")).resolve("uploaded-pack.zip");
    Files.write(leftByACrash, ARCHIVE);
    library.whileStaging =
        () -> {
          try {
            rights[0] =
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(library.sources.get(0)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    HttpResponse<String> answer = upload(operator, "/api/models?downgrade=true", "application/zip");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(Client.json(answer).path("id").asText()).isEqualTo("moonshine-tiny@1.1.0+b.2");
    assertThat(library.contents.get(0)).isEqualTo(ARCHIVE);
    assertThat(rights[0]).isEqualTo("rw-------");
    assertThat(library.orders).containsExactly("box: stage downgrade");
    assertThat(updates()).isEmpty();
  }

  @Test
  void aPackThatWasHereIsNotNew() throws Exception {
    library.models.add(info(library.arriving, ""));
    assertThat(upload(operator, "/api/models", "application/zip").statusCode()).isEqualTo(200);
  }

  @Test
  void aPackIsOrderedByNameOrByNameAndVersion() throws Exception {
    library.models.add(info(library.arriving, ""));
    String path = "/api/models/moonshine-tiny@1.1.0+b.2/";
    assertThat(Client.json(operator.post(path + "rollout", "")).path("id").asText())
        .isEqualTo("moonshine-tiny@1.1.0+b.2");
    assertThat(operator.post(path + "activate", "").statusCode()).isEqualTo(200);
    assertThat(operator.post("/api/models/yunet/activate", "").statusCode()).isEqualTo(200);
    assertThat(operator.post("/api/slots/speech/rollback", "").statusCode()).isEqualTo(200);
    assertThat(Client.json(operator.get("/api/models/prune")).path("prunable").path(0).asText())
        .isEqualTo("moonshine-tiny@0.9.0");
    assertThat(Client.json(operator.post("/api/models/prune", "")).path("deleted").path(0).asText())
        .isEqualTo("moonshine-tiny@0.9.0");
    assertThat(library.orders)
        .containsExactly(
            "box: roll out moonshine-tiny@1.1.0+b.2",
            "box: activate moonshine-tiny@1.1.0+b.2",
            "box: activate yunet",
            "box: roll back speech",
            "box: prune");
  }

  @Test
  void aListedPackSaysItsStateSignerReleaseExpiryAndProblem() throws Exception {
    library.models.clear();
    library.models.add(info(library.arriving, "It has expired."));
    JsonNode pack = Client.json(operator.get("/api/models")).path(0);
    assertThat(pack.path("state").asText()).isEqualTo("STAGED");
    assertThat(pack.path("signer").asText()).isEqualTo("builder");
    assertThat(pack.path("release").asLong()).isEqualTo(7);
    assertThat(pack.path("expires").asText()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(pack.path("problem").asText()).isEqualTo("It has expired.");
    assertThat(Client.json(operator.get("/api/models/progress")).path("progress").asText())
        .startsWith("Testing");
  }

  @Test
  void aComparisonWithoutScoresIsStillJson() throws Exception {
    library.comparisons.add(comparison(Double.NaN));
    HttpResponse<String> answer = operator.get("/api/models/comparisons");
    JsonNode first = Client.json(answer).path(0);
    assertThat(first.path("compared").asLong()).isEqualTo(200);
    assertThat(first.path("mcnemarP").asDouble()).isEqualTo(0.5);
    assertThat(first.has("scoreShift")).isFalse();
    assertThat(first.path("servingP95Millis").asDouble()).isEqualTo(31.5);
    assertThat(first.has("otherP95Millis")).isFalse();
    assertThat(answer.body()).doesNotContain("NaN");
    assertThat(Client.json(operator.get("/api/snapshot")).path("comparisons")).hasSize(1);
  }

  static ModelComparison comparison(double shift) {
    return new ModelComparison(
        "speech",
        "moonshine-tiny@1.0.0",
        "moonshine-tiny@1.1.0",
        "shadow",
        Instant.parse("2026-11-01T00:00:00Z"),
        200,
        3,
        0,
        198,
        1,
        1,
        0.5,
        0,
        shift,
        shift,
        shift,
        31.5,
        Double.NaN,
        0,
        "running",
        "198 of 200 agree");
  }

  private ModelManifest version(String name, String version) {
    ModelManifest like =
        library.models.stream()
            .map(ModelInfo::manifest)
            .filter(manifest -> manifest.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new ModelManifest(
        name,
        version,
        7,
        Instant.parse("2030-01-01T00:00:00Z"),
        like.slot(),
        like.task(),
        like.family(),
        like.languages(),
        like.licence(),
        like.commercialUse(),
        like.notice(),
        like.space(),
        like.networks(),
        like.tokenizer(),
        like.labels(),
        Map.of());
  }

  private static ModelInfo info(ModelManifest manifest, String problem) {
    return new ModelInfo(manifest, ModelState.STAGED, "builder", 0, problem);
  }

  private HttpResponse<String> upload(Client caller, String path, String type) throws Exception {
    return caller.send(
        caller
            .request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ARCHIVE))));
  }

  /** Announces more than it sends, says that no more comes, and returns the status line. */
  private String announce(long length, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "POST /api/models HTTP/1.1",
              "Host: 127.0.0.1",
              "Authorization: Bearer " + console.token(),
              "Content-Type: application/zip",
              "Content-Length: " + length,
              "",
              "");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("nothing");
    }
  }

  private List<String> updates() throws IOException {
    Path folder = data.resolve("updates");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
