// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.model.ModelException;

/**
 * The signers in a file that is read anew whenever it changed. While there is no file nobody is
 * trusted. A file that cannot be read admits nothing new, but what serves already is judged by the
 * last one that could: a slip of a hand must not stop a building's doors.
 */
public final class FileTrustStore implements TrustStore {
  /**
   * Which roles may do what; {@code local} is never taken in from outside, {@code trial} never
   * serves.
   */
  private static final Map<Use, Set<String>> ROLES =
      Map.of(
          Use.STAGE, Set.of("release", "trial"),
          Use.LAY_OUT, Set.of("local"),
          Use.TRIAL, Set.of("release", "local", "trial"),
          Use.SERVE, Set.of("release", "local"),
          Use.KEEP, Set.of("release", "local"));

  private static final Map<Use, String> PURPOSE =
      Map.of(
          Use.STAGE, "for taking a pack in",
          Use.LAY_OUT, "for laying out what this machine made",
          Use.TRIAL, "for a shadow",
          Use.SERVE, "for serving",
          Use.KEEP, "for serving");

  private final Path file;
  private final Clock clock;
  private String version = "";
  private TrustFile last = TrustFile.NOBODY;
  private ModelException problem;

  /** Trusts the signers in {@code file}, see {@code models/README.md} for its form. */
  public FileTrustStore(Path file) {
    this(file, Clock.systemUTC());
  }

  FileTrustStore(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Signer check(Pack pack, Use use) throws ModelException {
    TrustFile trusted = trusted(use);
    PackSignature signature = PackSignature.read(pack);
    TrustFile.Known known = signer(pack, signature.signer(), trusted);
    CanonicalManifest manifest = CanonicalManifest.read(pack.folder());
    if (!manifest.digest().equals(pack.digest()) || !signature.verify(manifest, known.key())) {
      throw refused(
          pack,
          "model-signature-wrong",
          "a signature that does not fit model.json",
          "the signature by " + known.signer().name() + " of this very manifest",
          "Fetch the pack again; one of the two files was changed.");
    }
    allowed(pack, use, known);
    if (use != Use.KEEP && clock.instant().isAfter(pack.manifest().expires())) {
      throw refused(
          pack,
          "model-expired",
          "it expired at " + pack.manifest().expires(),
          "a pack that has not expired",
          "Fetch a newer release.");
    }
    return known.signer();
  }

  @Override
  public synchronized String version() {
    refresh();
    return version;
  }

  /**
   * Reads the file, for those who edit it.
   *
   * @throws ModelException {@code model-trust-invalid}, naming the key
   */
  public void validate() throws ModelException {
    trusted(Use.STAGE);
  }

  private synchronized TrustFile trusted(Use use) throws ModelException {
    refresh();
    if (problem != null && use != Use.KEEP) {
      throw problem;
    }
    return last;
  }

  /** The file is small: to read it each time is cheaper than to miss a change. */
  private void refresh() {
    try {
      byte[] bytes = StrictJson.bytes(file, TrustFile.MOST_BYTES);
      String read = CanonicalManifest.sha256(bytes);
      if (!read.equals(version)) {
        version = read;
        problem = null;
        last = TrustFile.parse(bytes);
      }
    } catch (NoSuchFileException e) {
      version = "none";
      problem = null;
      last = TrustFile.NOBODY;
    } catch (IOException e) {
      version = "unreadable";
      problem = TrustFile.invalid("the whole file", "it cannot be read", "a readable file", e);
    } catch (ModelException e) {
      problem = e;
    }
  }

  private static TrustFile.Known signer(Pack pack, String keyId, TrustFile trusted)
      throws ModelException {
    TrustFile.Revoked revoked = trusted.revoked().get(keyId);
    if (revoked != null) {
      // A signature proves no time, so all that the key ever signed falls with it.
      throw refused(
          pack,
          "model-signer-revoked",
          "key " + keyId + ", revoked since " + revoked.since() + " (" + revoked.reason() + ")",
          "a signer who is not revoked",
          "Fetch a release that another signer vouches for.");
    }
    TrustFile.Known known = trusted.signers().get(keyId);
    if (known == null) {
      throw refused(
          pack,
          "model-signer-unknown",
          "key " + keyId,
          "the keys in signers.json, " + trusted.signers().size() + " of them",
          "Add the signer to signers.json if you trust them with your doors.");
    }
    return known;
  }

  private static void allowed(Pack pack, Use use, TrustFile.Known known) throws ModelException {
    String slot = pack.manifest().slot();
    String role = known.signer().role();
    if (!known.allows(slot) || !ROLES.get(use).contains(role)) {
      String found = known.allows(slot) ? "role " + role : "slot " + slot;
      throw refused(
          pack,
          "model-signer-not-allowed",
          "signer " + known.signer().name() + ", " + found,
          known.allows(slot)
              ? "the roles " + new TreeSet<>(ROLES.get(use)) + " " + PURPOSE.get(use)
              : "the slots " + new TreeSet<>(known.slots()),
          "Let the pack be signed by a signer who may, or change signers.json.");
    }
  }

  private static ModelException refused(
      Pack pack, String code, String found, String allowed, String remedy) {
    return new ModelException(code, "model pack " + pack.manifest().id(), found, allowed, remedy);
  }
}
