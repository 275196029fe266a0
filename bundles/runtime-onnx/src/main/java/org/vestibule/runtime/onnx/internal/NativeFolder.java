// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for native libraries, for one class loader only: a file that another loader has loaded
 * cannot be loaded again, so an updated bundle that found its predecessor's files would be without
 * them until a restart. DJL unpacks the tokenizer's library here by itself.
 */
final class NativeFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NativeFolder.class);
  private static final String PREFIX = "vestibule-onnx-";

  private final Path path;

  private NativeFolder(Path path) {
    this.path = path;
  }

  /** Makes a folder below {@code java.io.tmpdir}. */
  static NativeFolder temporary() throws IOException {
    return new NativeFolder(Files.createTempDirectory(PREFIX));
  }

  /**
   * Makes a folder below the bundle's own data area and deletes what earlier starts left there, for
   * example before a power cut. On Linux a library stays loaded when its file goes.
   */
  static NativeFolder below(Path dataArea) throws IOException {
    Files.createDirectories(dataArea);
    List<Path> old;
    try (Stream<Path> entries = Files.list(dataArea)) {
      old = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)).toList();
    }
    old.forEach(NativeFolder::delete);
    return new NativeFolder(Files.createTempDirectory(dataArea, PREFIX));
  }

  Path path() {
    return path;
  }

  /**
   * Unpacks ONNX Runtime's two libraries for this machine.
   *
   * @return the folder that holds them
   * @throws IOException if there is none for this machine, or no room
   */
  Path unpackOnnxRuntime() throws IOException {
    String arch = System.getProperty("os.arch");
    String machine = "linux-" + (arch.equals("amd64") ? "x64" : arch);
    for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      String resource = "/ai/onnxruntime/native/" + machine + "/" + library;
      try (InputStream bytes = OrtEnvironment.class.getResourceAsStream(resource)) {
        if (bytes == null) {
          throw new IOException("no " + library + " for " + machine);
        }
        Files.copy(bytes, path.resolve(library));
      }
    }
    return path;
  }

  @Override
  public void close() {
    delete(path);
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    } catch (IOException e) {
      LOG.info("Could not delete {}, the next start tries again: {}", folder, e.toString());
    }
  }
}
