// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.CanonicalManifest;
import org.vestibule.models.internal.pack.FileTrustStore;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.PackArchive;
import org.vestibule.models.internal.pack.PackSignature;
import org.vestibule.models.internal.pack.SigningKeys;
import org.vestibule.models.internal.pack.TrustStore;

/** Keys, signatures, and whether they hold. */
final class SigningCommands {
  private SigningCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "key",
            "key new|show FILE [--name NAME]",
            """
            Makes a key that signs packs, or shows the public half of one.
            FILE is PEM (Ed25519), readable by its owner only; one that is there is never overwritten.
            Prints the key's id and the entry for a trust store.""",
            Set.of("--name"),
            Set.of(),
            2,
            2,
            SigningCommands::key),
        new Command(
            "sign",
            "sign FOLDER|ZIP --key FILE",
            """
            Signs a pack, after every file was compared with the manifest.
            The signature is over the canonical manifest, which carries the hash of every file.""",
            Set.of("--key"),
            Set.of(),
            1,
            1,
            SigningCommands::sign),
        new Command(
            "verify",
            "verify FOLDER|ZIP [--trust FILE] [--run]",
            """
            Says whether a gateway would let a pack in: signature, signer, expiry, size and hash of every file.
            An archive is judged as one to be staged, a folder as one that lies in the folder of packs.
            The trust store is that of the data folder unless --trust names another; --run also runs the self-test.""",
            Set.of("--trust"),
            Set.of("--run"),
            1,
            1,
            SigningCommands::verify),
        LocalSigning.command());
  }

  private static void key(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Path file = arguments.path(1);
    KeyPair keys;
    switch (arguments.plain(0)) {
      case "new" -> {
        keys = SigningKeys.generate();
        SigningKeys.write(file, keys);
      }
      case "show" -> keys = SigningKeys.read(file);
      default -> throw new WrongUse("unknown order 'key " + arguments.plain(0) + "'");
    }
    String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    String name = arguments.option("--name").orElse(stem);
    Signer signer = new Signer(name, keys.getPublic(), "release", List.of("*"));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", signer.name());
    entry.put("key", signer.key());
    entry.put("role", signer.role());
    entry.put("slots", signer.slots());
    screen.answer(
        "Key id " + signer.keyId() + ", in " + file + "\n" + Screen.json(entry),
        Map.of("keyId", signer.keyId(), "file", file.toString(), "signer", entry));
  }

  private static void sign(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    KeyPair keys = SigningKeys.read(Arguments.path(arguments.need("--key")));
    Path source = arguments.path(0);
    try (OpenPack open = OpenPack.of(source, TrustStore.hashesOnly(), screen)) {
      Pack pack = open.pack();
      String keyId = sign(pack.folder(), keys);
      if (open.unpacked()) {
        PackArchive.write(pack.folder(), source);
      }
      screen.answer(
          pack.manifest().id() + " is signed by key " + keyId + ".",
          Map.of("pack", pack.manifest().id(), "keyId", keyId));
    }
  }

  /** Signs the manifest in a folder and returns the key's id. */
  static String sign(Path folder, KeyPair keys) throws ModelException, IOException {
    String keyId = SigningKeys.keyId(keys.getPublic());
    try {
      PackSignature.sign(CanonicalManifest.read(folder), keys.getPrivate(), keyId).write(folder);
      return keyId;
    } catch (InvalidKeyException e) {
      throw new ModelException(
          "signing-key-invalid", "signing key", "it cannot sign", "Ed25519", "Make a new one.", e);
    }
  }

  private static void verify(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Path source = arguments.path(0);
    Path file =
        arguments.option("--trust").isPresent()
            ? Arguments.path(arguments.need("--trust"))
            : SignersFile.file(arguments.data());
    FileTrustStore trust = new FileTrustStore(file);
    try (OpenPack open = OpenPack.of(source, trust, screen)) {
      Pack pack = open.pack();
      TrustStore.Use use = Files.isDirectory(source) ? TrustStore.Use.SERVE : TrustStore.Use.STAGE;
      TrustStore.Signer signer = trust.check(pack, use);
      boolean run = arguments.has("--run");
      if (run) {
        TestRun.of(pack, screen);
      }
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("pack", pack.manifest().id());
      value.put("signer", signer.name());
      value.put("keyId", signer.keyId());
      value.put("role", signer.role());
      value.put("expires", pack.manifest().expires().toString());
      value.put("files", pack.files().size());
      value.put("selfTestRun", run);
      screen.answer(
          pack.manifest().id()
              + ": signed by "
              + signer.name()
              + " ("
              + signer.role()
              + ", key "
              + signer.keyId()
              + "), "
              + pack.files().size()
              + " files as listed, expires "
              + pack.manifest().expires()
              + (run ? ", self-test passed" : "")
              + ".",
          value);
    }
  }
}
