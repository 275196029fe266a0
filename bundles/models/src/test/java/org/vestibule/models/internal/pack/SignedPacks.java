// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;

/** A data folder with signers, and packs that arrive at it. */
final class SignedPacks {
  final Path root;
  final Path packs;
  final Path trust;
  final Path incoming;
  final KeyPair vendor = SigningKeys.generate();
  final KeyPair tester = SigningKeys.generate();
  final KeyPair gateway = SigningKeys.generate();
  final KeyPair doorman = SigningKeys.generate();
  final KeyPair stranger = SigningKeys.generate();
  final Map<String, Releases.Seen> seen = new HashMap<>();
  private final List<String> signers = new ArrayList<>();
  private final List<String> revoked = new ArrayList<>();

  SignedPacks(Path root) throws IOException {
    this.root = root;
    this.packs = Files.createDirectories(root.resolve("data/models"));
    this.trust = Files.createDirectories(root.resolve("data/trust")).resolve("signers.json");
    this.incoming = Files.createDirectories(root.resolve("incoming"));
    trust("vendor", vendor, "release", "*");
    trust("tester", tester, "trial", "*");
    trust("this-gateway", gateway, "local", "*");
    trust("doorman", doorman, "release", "face-detection");
  }

  void trust(String name, KeyPair key, String role, String slot) throws IOException {
    signers.add(
        "{\"name\": \"%s\", \"key\": \"%s\", \"role\": \"%s\", \"slots\": [\"%s\"]}"
            .formatted(name, SigningKeys.base64(key.getPublic()), role, slot));
    writeTrust();
  }

  void revoke(KeyPair key) throws IOException {
    revoked.add(
        "{\"key\": \"%s\", \"since\": \"2026-01-01T00:00:00Z\", \"reason\": \"laptop stolen\"}"
            .formatted(SigningKeys.keyId(key.getPublic())));
    writeTrust();
  }

  private void writeTrust() throws IOException {
    Files.writeString(
        trust,
        "{\"signers\": [%s], \"revoked\": [%s]}"
            .formatted(String.join(", ", signers), String.join(", ", revoked)));
  }

  Staging staging() {
    return new Staging(packs, new FileTrustStore(trust), releases());
  }

  Staging staging(long usableBytes) {
    return new Staging(packs, new FileTrustStore(trust), releases(), folder -> usableBytes);
  }

  private Releases releases() {
    return name -> Optional.ofNullable(seen.get(name));
  }

  static String manifest(String version, int release, String content) {
    return PackFolder.manifest("ear", "speech", content)
        .replace("\"1.0.0\"", "\"" + version + "\"")
        .replace("\"release\": 1", "\"release\": " + release);
  }

  /** A pack for slot speech, signed, outside the data folder. */
  Path arrives(String version, int release, String content, KeyPair key) throws Exception {
    return arrives(manifest(version, release, content), content, key);
  }

  Path arrives(String manifest, String content, KeyPair key) throws Exception {
    Path folder = Files.createTempDirectory(incoming, "pack");
    PackFolder.write(incoming, folder.getFileName().toString(), manifest, content);
    if (key != null) {
      sign(folder, key);
    }
    return folder;
  }

  static void sign(Path folder, KeyPair key)
      throws InvalidKeyException, ModelException, IOException {
    PackSignature.sign(
            CanonicalManifest.read(folder), key.getPrivate(), SigningKeys.keyId(key.getPublic()))
        .write(folder);
  }

  /** Remembers that a pack was taken in, as the store does. */
  void remember(Pack pack) {
    seen.put(
        pack.manifest().name(),
        new Releases.Seen(pack.manifest().release(), pack.manifest().version(), pack.digest()));
  }

  /** Sends a pack that must be refused, and looks for whatever it may have left anywhere. */
  ModelException refused(Path source) throws IOException {
    return refused(source, staging());
  }

  ModelException refused(Path source, Staging staging) throws IOException {
    Map<String, String> before = everything();
    ModelException refused =
        catchThrowableOfType(
            ModelException.class, () -> staging.receive(source, false, step -> {}));
    assertThat(refused).as("%s must be refused", source).isNotNull();
    assertThat(refused.getMessage()).doesNotContain("Exception:", "org.vestibule");
    assertThat(everything()).isEqualTo(before);
    assertThat(unfinished()).isEmpty();
    return refused;
  }

  /** What lies in the folder of unfinished packs. */
  List<Path> unfinished() throws IOException {
    Path folder = packs.resolve(Staging.FOLDER);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> parts = Files.list(folder)) {
      return parts.toList();
    }
  }

  /** Every file, folder and link below the root but the folder of unfinished packs. */
  Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.filter(p -> !p.startsWith(packs.resolve(Staging.FOLDER))).toList()) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        all.put(path + "", file ? CanonicalManifest.sha256(Files.readAllBytes(path)) : "");
      }
    }
    return all;
  }
}
