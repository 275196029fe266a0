// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes packs for tests. */
public final class PackFolder {
  private PackFolder() {}

  /** A sound manifest for a pack with one network. */
  public static String manifest(String name, String slot, String content) {
    return """
        {"name": "%s", "version": "1.0.0", "release": 1, "expires": "2099-01-01T00:00:00Z", "slot": "%s", "task": "Tests", "family": "test",
         "languages": ["en"],
         "licence": {"spdx": "MIT", "commercialUse": "yes", "notice": ""},
         "files": [{"path": "net.onnx", "role": "graph", "bytes": %d, "sha256": "%s",
                    "source": {"npm": "x@1.0.0", "entry": "net.onnx"}}],
         "networks": [{"name": "net", "file": "net.onnx",
           "inputs": [{"name": "in", "type": "float32", "shape": [1, -1], "trial": {"shape": [1, 4]}}],
           "outputs": [{"name": "out", "type": "float32", "shape": [1]}]}],
         "labels": ["a", "b"],
         "parameters": {"threshold": 0.5, "mean": 127}}
        """
        .formatted(name, slot, content.length(), sha256(content));
  }

  /** Writes a sound pack. */
  public static Path write(Path packs, String name, String slot) throws IOException {
    return write(packs, name, manifest(name, slot, "weights of " + name), "weights of " + name);
  }

  public static Path write(Path packs, String name, String manifest, String content)
      throws IOException {
    Path folder = Files.createDirectories(packs.resolve(name));
    Files.writeString(folder.resolve("net.onnx"), content);
    Files.writeString(folder.resolve("model.json"), manifest);
    return folder;
  }

  /** Writes a sound pack of slot {@code visitor-intent} that has no network. */
  public static Path numbers(Path folder, String name, String version) throws IOException {
    String content = "numbers of " + name;
    String sound = manifest(name, "visitor-intent", content);
    int networks = sound.indexOf("\"networks\"");
    String manifest =
        sound.substring(0, networks)
            + "\"networks\": [], "
            + sound.substring(sound.indexOf("\"labels\""));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("net.onnx"), content);
    Files.writeString(
        folder.resolve("model.json"),
        manifest.replace("\"version\": \"1.0.0\"", "\"version\": \"" + version + "\""));
    return folder;
  }

  public static String sha256(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
