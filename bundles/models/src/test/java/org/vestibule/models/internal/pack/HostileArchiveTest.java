// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;

/** Archives and folders that are not what they seem; each would do harm if it were believed. */
class HostileArchiveTest {
  private static final String WEIGHTS = "weights ".repeat(20_000);

  @TempDir Path root;
  private SignedPacks box;
  private Path signed;
  private Path zip;

  @BeforeEach
  void aSignedPack() throws Exception {
    box = new SignedPacks(root);
    signed = box.arrives("1.0.0", 1, WEIGHTS, box.vendor);
    zip = box.incoming.resolve("ear.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "a/../../evil",
        "/tmp/evil",
        "..\\evil",
        "a\\b",
        "C:/evil",
        "C:evil",
        "a//b",
        "./a",
        "..",
        "a/./b",
        "a\u0000b",
        "a\nb"
      })
  void aNameThatLeadsOutsideIsRefused(String name) throws Exception {
    new ZipBytes().addAll(signed).add(name, new byte[] {1}).write(zip);

    assertThat(code(zip)).isEqualTo("model-archive-path");
  }

  @Test
  void aLinkInAnArchiveIsRefused() throws Exception {
    byte[] target = "/etc/passwd".getBytes(UTF_8);
    new ZipBytes()
        .addAll(signed)
        .add("card.md", target, target.length, 0, ZipBytes.SYMBOLIC_LINK)
        .write(zip);
    assertThat(code(zip)).isEqualTo("model-archive-link");

    new ZipBytes().addAll(signed).add("card.md", target, 11, 0, ZipBytes.DEVICE).write(zip);
    assertThat(code(zip)).isEqualTo("model-archive-link");
  }

  @Test
  void aLinkInAFolderIsRefusedEvenInPlaceOfAListedFile() throws Exception {
    Path elsewhere = Files.move(signed.resolve("net.onnx"), root.resolve("net.onnx"));
    Files.createSymbolicLink(signed.resolve("net.onnx"), elsewhere);

    assertThat(code(signed)).isEqualTo("model-archive-link");
  }

  @Test
  void aLinkedFolderInAFolderIsRefused() throws Exception {
    Files.createSymbolicLink(signed.resolve("more"), Files.createDirectory(root.resolve("more")));

    assertThat(code(signed)).isEqualTo("model-archive-link");
  }

  @Test
  void aFileThatClaimsTenGigabytesIsRefusedBeforeItIsWritten() throws Exception {
    new ZipBytes()
        .addAll(withoutWeights())
        .deflated("net.onnx", WEIGHTS.getBytes(UTF_8), ZipBytes.ZIP64)
        .write(zip);
    assertThat(refusedBeforeWriting()).isEqualTo("model-archive-too-large");

    new ZipBytes()
        .addAll(withoutWeights())
        .deflated("net.onnx", WEIGHTS.getBytes(UTF_8), 3_900_000_000L)
        .write(zip);
    assertThat(refusedBeforeWriting()).isEqualTo("model-archive-too-large");
  }

  @Test
  void aBombThatLiesAboutItsSizeIsCutOff() throws Exception {
    byte[] zeros = new byte[64 << 20];
    new ZipBytes()
        .addAll(withoutWeights())
        .deflated("net.onnx", zeros, WEIGHTS.length())
        .write(zip);

    assertThat(zip.toFile().length()).isLessThan(100_000);
    assertThat(code(zip)).isEqualTo("model-archive-too-large");
  }

  @Test
  void aManifestASignatureOrACardWithoutEndIsRefused() throws Exception {
    for (String file : new String[] {"model.json", "model.sig", "card.md"}) {
      Path folder = box.arrives("1.0.0", 1, WEIGHTS, box.vendor);
      Files.write(folder.resolve(file), new byte[300 * 1024]);
      assertThat(code(folder)).as(file).isEqualTo("model-archive-too-large");
    }
  }

  @Test
  void tooManyFilesAreRefused() throws Exception {
    ZipBytes many = new ZipBytes().addAll(signed);
    for (int i = 0; i < 120; i++) {
      many.add("f" + i, new byte[0]);
      Files.createFile(signed.resolve("f" + i));
    }

    assertThat(code(many.write(zip))).isEqualTo("model-archive-too-large");
    assertThat(code(signed)).isEqualTo("model-archive-too-large");
  }

  @Test
  void anArchiveCutAnywhereIsRefused() throws Exception {
    byte[] whole = new ZipBytes().addAll(signed).bytes();
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(zip, Arrays.copyOf(whole, length));
      assertThat(code(zip))
          .as("%d of %d bytes", length, whole.length)
          .isEqualTo("model-archive-invalid");
    }
  }

  @Test
  void whatTheArchiveDoesNotAccountForIsRefused() throws Exception {
    byte[] whole = new ZipBytes().addAll(signed).bytes();
    byte[] after = Arrays.copyOf(whole, whole.length + 1);
    byte[] before = new byte[whole.length + 1];
    System.arraycopy(whole, 0, before, 1, whole.length);
    byte[] between = Arrays.copyOf(whole, whole.length + 1);
    System.arraycopy(whole, whole.length - 22, between, whole.length - 21, 22);

    assertThat(code(Files.write(zip, after))).isEqualTo("model-archive-invalid");
    assertThat(code(Files.write(zip, before))).isEqualTo("model-archive-invalid");
    assertThat(code(Files.write(zip, between))).isEqualTo("model-archive-invalid");
  }

  @Test
  void anEntryTwiceIsRefusedAlsoInAnotherCase() throws Exception {
    new ZipBytes().addAll(signed).add("net.onnx", new byte[] {1}).write(zip);
    assertThat(code(zip)).isEqualTo("model-archive-invalid");

    new ZipBytes().addAll(signed).add("NET.onnx", new byte[] {1}).write(zip);
    assertThat(code(zip)).isEqualTo("model-archive-invalid");
  }

  @Test
  void anEncryptedOrOddlyPackedEntryIsRefused() throws Exception {
    new ZipBytes().addAll(withoutWeights()).add("net.onnx", new byte[9], 9, 99, 0).write(zip);

    assertThat(code(zip)).isEqualTo("model-archive-invalid");
  }

  @Test
  void aHeaderThatContradictsTheDirectoryIsRefused() throws Exception {
    byte[] bytes = new ZipBytes().addAll(signed).bytes();
    int first = new String(bytes, ISO_8859_1).indexOf("model.sig");
    bytes[first] = 'n';

    assertThat(code(Files.write(zip, bytes))).isEqualTo("model-archive-invalid");
  }

  @Test
  void aFileThatNoManifestListsIsRefused() throws Exception {
    new ZipBytes().addAll(signed).add("net.onnx_data", new byte[] {1}).write(zip);
    assertThat(code(zip)).isEqualTo("model-archive-unlisted");

    Files.createFile(signed.resolve(".hidden"));
    assertThat(code(signed)).isEqualTo("model-archive-unlisted");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws Exception {
    ModelException refused = box.refused(withoutWeights());

    assertThat(refused.code()).isEqualTo("model-missing");
    assertThat(refused.found()).contains("net.onnx");
  }

  @Test
  void aBitFlippedInTheWeightsIsFound() throws Exception {
    Files.write(signed.resolve("net.onnx"), flipped(signed.resolve("net.onnx"), 77_777));
    assertThat(code(signed)).isEqualTo("model-hash-wrong");

    assertThat(code(new ZipBytes().addAll(signed).write(zip))).isEqualTo("model-hash-wrong");
  }

  @Test
  void aBitFlippedInManifestOrSignatureIsFound() throws Exception {
    Path manifest = signed.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("0.5", "0.1"));
    assertThat(code(signed)).isEqualTo("model-signature-wrong");

    Path other = box.arrives("1.0.0", 1, WEIGHTS, box.vendor);
    Path signature = other.resolve("model.sig");
    String text = Files.readString(signature);
    int at = text.indexOf("\"signature\"") + 30;
    char changed = text.charAt(at) == 'A' ? 'B' : 'A';
    Files.writeString(signature, text.substring(0, at) + changed + text.substring(at + 1));
    assertThat(code(other)).isEqualTo("model-signature-wrong");
  }

  @Test
  void noBitOfAManifestCanBeFlippedUnseen() throws Exception {
    byte[] manifest = Files.readAllBytes(signed.resolve("model.json"));
    for (int i = 0; i < manifest.length; i += 7) {
      byte[] flipped = manifest.clone();
      flipped[i] ^= (byte) (1 << i % 7);
      if (!meansTheSame(manifest, flipped)) {
        Files.write(signed.resolve("model.json"), flipped);
        assertThat(code(signed))
            .as("byte %d", i)
            .isIn("model-signature-wrong", "model-manifest-invalid", "model-archive-unlisted");
      }
    }
  }

  @Test
  void unsoundJsonIsRefusedWithoutHarm() throws Exception {
    String sound = SignedPacks.manifest("1.0.0", 1, WEIGHTS);
    for (String unsound :
        new String[] {
          "[".repeat(100_000),
          "{\"a\":".repeat(20_000),
          sound.replaceFirst("\\{", "{\"name\": \"ear\", "),
          sound.replace(
              "\"entry\":", "\"note\": " + "[".repeat(40) + "]".repeat(40) + ", \"entry\":"),
          sound.replace("127", "1" + "0".repeat(5000)),
          sound.replace("Tests", "\\ud800")
        }) {
      Files.writeString(signed.resolve("model.json"), unsound);
      assertThat(code(signed)).as(unsound.substring(0, 30)).isEqualTo("model-manifest-invalid");
    }
  }

  private String code(Path source) throws IOException {
    return box.refused(source).code();
  }

  /** The disk has no room for what the archive claims: whoever tried to write it would fail so. */
  private String refusedBeforeWriting() throws IOException {
    return box.refused(zip, box.staging(0)).code();
  }

  private Path withoutWeights() throws Exception {
    Path folder = box.arrives("1.0.0", 1, WEIGHTS, box.vendor);
    Files.delete(folder.resolve("net.onnx"));
    return folder;
  }

  private static byte[] flipped(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    return bytes;
  }

  /** White space is not signed, for it means nothing. */
  private static boolean meansTheSame(byte[] one, byte[] other) {
    try {
      return StrictJson.parse(one).equals(StrictJson.parse(other));
    } catch (IOException e) {
      return false;
    }
  }
}
