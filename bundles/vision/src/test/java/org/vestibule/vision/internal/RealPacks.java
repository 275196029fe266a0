// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** Real weights and pictures of real people. A test is skipped where either is absent. */
final class RealPacks implements AutoCloseable {
  private static final List<String> PACKS = List.of("fr-detect", "fr-liveness", "fr-feature");

  /** No package registry carries these: a machine without a mirror goes on without them. */
  private static final List<String> MIRRORED = List.of("yunet", "minifasnet");

  final PackStore store;
  private final Path packs;
  private final OnnxRuntime runtime;

  /** Copies the packs into an empty folder and opens a store on it. */
  RealPacks(Path folder) throws Exception {
    packs = folder;
    Assumptions.assumeTrue(
        Files.isDirectory(Fixtures.folder("faces/stranger2")), "run ./vestibule demo first");
    for (String pack : PACKS) {
      Path from = Fixtures.packs().resolve(pack);
      Assumptions.assumeTrue(Files.isDirectory(from), "run ./vestibule models first: " + pack);
      copy(from);
    }
    for (String pack : MIRRORED) {
      Path from = Fixtures.packs().resolve(pack);
      if (Files.isDirectory(from)) {
        copy(from);
      }
    }
    runtime = new OnnxRuntime();
    store = PackStore.open(packs, runtime);
  }

  private void copy(Path pack) throws IOException {
    Path target = Files.createDirectory(packs.resolve(pack.getFileName()));
    for (Path file : files(pack)) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
  }

  /** Lets a pack serve; skips the test where it could not be had. */
  void serve(String pack) throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(packs.resolve(pack)),
        "set VESTIBULE_MIRROR and run ./vestibule models first: " + pack);
    store.activate(pack, "test");
  }

  /** The pictures of one person, in the order in which a video has them. */
  static List<byte[]> frames(String person) throws IOException {
    return read(Fixtures.folder("faces/" + person));
  }

  /** One hundred people who do not exist. */
  static List<byte[]> portraits() throws IOException {
    return read(Fixtures.portraits());
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> read = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".jpg")) {
        read.add(Files.readAllBytes(file));
      }
    }
    return read;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void close() {
    store.close();
    runtime.close();
  }
}
