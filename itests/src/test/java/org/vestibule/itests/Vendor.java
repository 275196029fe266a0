// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.CanonicalManifest;
import org.vestibule.models.internal.pack.PackArchive;
import org.vestibule.models.internal.pack.PackSignature;
import org.vestibule.models.internal.pack.SigningKeys;

/** Somebody who signs releases of a pack: each has the same files and a higher version. */
final class Vendor {
  private final ObjectMapper json = new ObjectMapper();
  private final KeyPair keys = SigningKeys.generate();
  private final Path source;
  private final Path work;

  /**
   * @param source the pack of which releases are made
   * @param work a folder for the archives
   */
  Vendor(Path source, Path work) {
    this.source = source;
    this.work = work;
  }

  /** Lets a gateway trust this vendor. */
  void introduce(Path home) throws IOException {
    Path file = Files.createDirectories(home.resolve("trust")).resolve("signers.json");
    ObjectNode trust =
        Files.exists(file) ? (ObjectNode) json.readTree(file.toFile()) : json.createObjectNode();
    ArrayNode signers = trust.withArray("signers");
    ObjectNode self = signers.addObject();
    self.put("name", "vendor");
    self.put("key", SigningKeys.base64(keys.getPublic()));
    self.put("role", "release");
    self.putArray("slots").add("*");
    json.writeValue(file.toFile(), trust);
  }

  /** Makes an archive of a release; its version is {@code 9.0.<release>}. */
  Path archive(int release) throws IOException, ModelException, GeneralSecurityException {
    Path folder = work.resolve(source.getFileName().toString());
    Container.delete(folder);
    Container.copy(source, folder);
    ObjectNode manifest = (ObjectNode) json.readTree(folder.resolve("model.json").toFile());
    manifest.put("version", version(release));
    manifest.put("release", manifest.path("release").asInt() + release);
    // Watched for as short as can be: a gateway that ends again and again meanwhile goes back.
    manifest.withObject("/rollout").withObject("/watch").put("seconds", 1);
    json.writeValue(folder.resolve("model.json").toFile(), manifest);
    PackSignature.sign(
            CanonicalManifest.read(folder), keys.getPrivate(), SigningKeys.keyId(keys.getPublic()))
        .write(folder);
    Path archive = work.resolve("release.zip");
    PackArchive.write(folder, archive);
    return archive;
  }

  /** Returns the id of a release. */
  String id(int release) {
    return source.getFileName() + "@" + version(release);
  }

  private static String version(int release) {
    return "9.0." + release;
  }
}
