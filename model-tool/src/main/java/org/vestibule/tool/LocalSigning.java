// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.FileTrustStore;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.SigningKeys;
import org.vestibule.models.internal.pack.TrustStore;

/**
 * Signs what this machine laid out by itself, with a key that never leaves it: packs whose manifest
 * is the committed one, and those that were trained here. Anybody else's pack is left alone, and so
 * is one that was staged.
 */
final class LocalSigning {
  /** The name of this machine's own signer. */
  static final String NAME = "this-gateway";

  private static final Set<String> OURS_TO_SIGN =
      Set.of("model-unsigned", "model-signature-wrong", "model-signer-unknown");

  private final Path data;
  private final Path committed;
  private final Set<String> trained;

  private LocalSigning(Path data, Path committed, Set<String> trained) {
    this.data = data;
    this.committed = committed;
    this.trained = trained;
  }

  static Command command() {
    return new Command(
        "local-sign",
        "local-sign --manifests DIR [--trained NAME,NAME]",
        """
        Signs the packs that this machine assembled or trained; ./vestibule models calls it.
        The key is secrets/packs.key in the data folder, made at first use, trusted as this-gateway with the role local.
        Signed is what has no valid signature, whose manifest is the committed one (or whose name is given as trained), and whose files are those of its manifest.""",
        Set.of("--manifests", "--trained"),
        Set.of(),
        0,
        0,
        LocalSigning::run);
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    LocalSigning signing =
        new LocalSigning(
            arguments.data(),
            Arguments.path(arguments.need("--manifests")),
            Set.of(arguments.option("--trained").orElse("").split(",")));
    KeyPair keys = signing.keys();
    List<String> signed = new ArrayList<>();
    Map<String, String> left = new TreeMap<>();
    for (Path folder : signing.folders()) {
      String name = folder.getFileName().toString();
      screen.progress("Checking " + name);
      try {
        if (signing.lacksSignature(folder)) {
          SigningCommands.sign(folder, keys);
          signed.add(name);
        }
      } catch (ModelException e) {
        // Not for this key to vouch for; the gateway will say the same.
        left.put(name, e.code());
      }
    }
    screen.answer(
        (signed.isEmpty() ? "Nothing new to sign." : "Signed: " + String.join(", ", signed))
            + (left.isEmpty() ? "" : "\nNot signed, because of what is wrong with it: " + left),
        Map.of("keyId", SigningKeys.keyId(keys.getPublic()), "signed", signed, "left", left));
  }

  /** Returns this machine's key, made and trusted at first use. */
  private KeyPair keys() throws VestibuleException, IOException {
    Path file = data.resolve("secrets").resolve("packs.key");
    try (SignersFile signers = SignersFile.open(data)) {
      if (!Files.exists(file)) {
        Files.createDirectories(
            file.getParent(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        SigningKeys.write(file, SigningKeys.generate());
      }
      KeyPair keys = SigningKeys.read(file);
      Signer self = new Signer(NAME, keys.getPublic(), "local", List.of("*"));
      Optional<String> revoked = signers.revoked(self.keyId());
      if (revoked.isPresent()) {
        throw new ModelException(
            "model-signer-revoked",
            "this machine's key " + file,
            "revoked since " + revoked.get(),
            "a key that is not revoked",
            "Delete the file; the next run makes a new key and signs again.");
      }
      if (signers.signers().stream().noneMatch(self::equals)) {
        signers.add(self);
        signers.save();
      }
      return keys;
    }
  }

  /** Returns the folders of packs that were not staged. */
  private List<Path> folders() throws IOException {
    Path packs = data.resolve("models");
    if (!Files.isDirectory(packs)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(packs)) {
      return children
          .filter(
              child -> ManifestReader.IDENTIFIER.matcher(child.getFileName().toString()).matches())
          .filter(child -> Files.exists(child.resolve("model.json")))
          .sorted()
          .toList();
    }
  }

  /** Returns whether a pack is this machine's own, sound, and without a valid signature. */
  private boolean lacksSignature(Path folder) throws ModelException, IOException {
    if (!laidOutHere(folder)) {
      return false;
    }
    Pack pack = new ManifestReader().read(folder);
    try {
      new FileTrustStore(SignersFile.file(data)).check(pack, TrustStore.Use.KEEP);
      return false;
    } catch (ModelException e) {
      if (!OURS_TO_SIGN.contains(e.code())) {
        throw e;
      }
    }
    pack.check();
    return true;
  }

  private boolean laidOutHere(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Path manifest = committed.resolve(name).resolve("model.json");
    return trained.contains(name)
        || Files.exists(manifest) && Files.mismatch(manifest, folder.resolve("model.json")) < 0;
  }
}
