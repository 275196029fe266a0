// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.vestibule.api.VestibuleException;

/**
 * A backup being read. Nothing in it is believed before the house's own signature over its manifest
 * was checked; no name in it becomes a path, and nothing is read beyond the length that the
 * manifest gives. Not thread-safe.
 */
final class Reading implements AutoCloseable {
  private static final int SIGNATURE_BYTES = 64;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private Reading(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens a backup without believing it: for a list. */
  static Reading unchecked(Path file) throws VestibuleException, IOException {
    ZipFile zip = zip(file);
    try {
      return new Reading(file, zip, Manifest.read(small(zip, Manifest.NAME, Manifest.MAX_BYTES)));
    } catch (IllegalArgumentException | IOException e) {
      zip.close();
      throw Refusals.broken(file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens a backup of this house.
   *
   * @param publicKey of the house, X.509 in base64
   * @throws VestibuleException {@code unknown-backup}, {@code backup-broken}, {@code
   *     backup-not-ours}
   */
  static Reading of(Path file, String publicKey) throws VestibuleException, IOException {
    ZipFile zip = zip(file);
    try {
      byte[] bytes = small(zip, Manifest.NAME, Manifest.MAX_BYTES);
      byte[] signature = small(zip, Manifest.SIGNATURE, SIGNATURE_BYTES);
      if (!signed(publicKey, bytes, signature)) {
        throw Refusals.notOurs(file);
      }
      Reading reading = new Reading(file, zip, Manifest.read(bytes));
      reading.demandNothingElse();
      return reading;
    } catch (IllegalArgumentException | IOException e) {
      zip.close();
      throw Refusals.broken(file, String.valueOf(e.getMessage()));
    } catch (VestibuleException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile zip(Path file) throws VestibuleException, IOException {
    if (!Files.isRegularFile(file)) {
      throw Refusals.unknown(file);
    }
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw Refusals.broken(file, "no zip");
    }
  }

  private static byte[] small(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException("its " + name + " is longer than " + most + " bytes");
      }
      return bytes;
    }
  }

  private static boolean signed(String publicKey, byte[] bytes, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      ed25519.update("vestibule:backup\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      ed25519.update(bytes);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private void demandNothingElse() throws VestibuleException {
    Set<String> expected = new HashSet<>(manifest.entries().keySet());
    expected.add(Manifest.NAME);
    expected.add(Manifest.SIGNATURE);
    Set<String> found = new HashSet<>();
    zip.stream().map(ZipEntry::getName).forEach(found::add);
    if (zip.size() != expected.size() || !found.equals(expected)) {
      throw Refusals.broken(file, "other entries than its manifest names");
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Compares each entry with its hash, and writes the database where it is wanted. */
  void extract(Path database) throws VestibuleException, IOException {
    for (Map.Entry<String, Manifest.Entry> each : manifest.entries().entrySet()) {
      boolean wanted = each.getKey().equals(Manifest.DATABASE);
      try (OutputStream out =
          wanted ? Files.newOutputStream(database) : OutputStream.nullOutputStream()) {
        copy(each.getKey(), each.getValue(), out);
      }
    }
  }

  private void copy(String name, Manifest.Entry expected, OutputStream out)
      throws VestibuleException, IOException {
    MessageDigest digest = Writing.sha256();
    long length = 0;
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        length += read;
        if (length > expected.bytes()) {
          throw Refusals.broken(file, name + " is longer than the manifest says");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (ZipException | EOFException e) {
      throw Refusals.broken(file, name + " cannot be unpacked");
    }
    if (length != expected.bytes()
        || !HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
      throw Refusals.broken(file, name + " is not what the manifest says");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
