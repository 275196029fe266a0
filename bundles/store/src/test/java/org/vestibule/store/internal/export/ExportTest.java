// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.consent.ConsentDesk;

class ExportTest {
  private ConsentDesk desk;
  private Ada ada;
  private ExportComponent export;

  @BeforeEach
  void open() throws Exception {
    desk = new ConsentDesk("eu");
    ada = new Ada();
    export =
        new ExportComponent(
            desk.house, desk.house.vault, desk.house.subjects, desk.site, desk.ledger(), ada, ada);
    export.audit = desk;
    export.blur = ada;
    export.addHolder(ada);
    give("ada", "Ada Example");
    give("bob", "Bob Elsewhere");
    desk.house.record(
        desk.house.subject("ada"), "unlock", "template", "2026-02-02 00:00:00+00", new byte[9]);
    ada.row(Ada.ADA, DataKind.PHOTO, "ADAS-FACE BOBS-FACE");
    ada.row(Ada.ADA, DataKind.TRANSCRIPT, "parcel for the second floor");
    ada.row(Ada.ADA, DataKind.VISIT, "{\"door\":\"front\"}");
    ada.row(Ada.BOB, DataKind.TRANSCRIPT, "bob-said-this");
    ada.row(Ada.BOB, DataKind.PHOTO, "BOBS-FACE");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void whoIsUnknownAndALockedVaultGiveNoByte() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    assertThatThrownBy(() -> export.write(new PersonId("carol"), zip))
        .hasFieldOrPropertyWithValue("code", "unknown-person");
    desk.auditFull = true;
    assertThatThrownBy(() -> export.write(Ada.ADA, zip))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    desk.house.vault.open(false);
    assertThatThrownBy(() -> export.write(Ada.ADA, zip))
        .hasFieldOrPropertyWithValue("code", "vault-locked");
    assertThat(zip.size()).isZero();
  }

  @Test
  void nothingOfAnybodyElseIsInIt() throws Exception {
    String adas = "subject-" + desk.house.subject("ada");
    String bobs = "subject-" + desk.house.subject("bob");
    desk.record("clerk@house", "door-opened", Map.of("person", adas, "with", bobs));
    desk.record("clerk@house", "door-opened", Map.of("person", bobs));
    Map<String, byte[]> files = copy();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      assertThat(text).as(file.getKey()).doesNotContain("bob", "Bob", bobs, "BOBS", "clerk@house");
    }
    assertThat(text(files, "audit.json"))
        .contains("door-opened", "somebody else", "an account of this house", adas);
    JsonNode audit = new ObjectMapper().readTree(files.get("audit.json"));
    assertThat(audit)
        .filteredOn(line -> line.get("action").asText().equals("door-opened"))
        .hasSize(1);
    assertThat(text(files, "photos/1.jpg")).isEqualTo("ADAS-FACE #########");
  }

  @Test
  void everythingOfThePersonIsInItWithTheWordsThatTheyRead() throws Exception {
    Map<String, byte[]> files = copy();
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "person.json",
            "consents.json",
            "templates.json",
            "photos/1.jpg",
            "transcripts/1.txt",
            "visits/1.json",
            "held/visit-stories/v-1.json",
            "audit.json",
            "house.pem",
            "SHA256SUMS",
            "manifest.json",
            "manifest.sig");
    assertThat(text(files, "consents.json"))
        .contains("Ada Example")
        .contains("I agree that this building makes a template of my face");
    assertThat(text(files, "templates.json"))
        .contains("described here and not copied")
        .contains("2026-02-02T00:00:00Z");
    assertThat(text(files, "audit.json")).contains("person-copied");
  }

  @Test
  void theManifestNamesEveryFileByItsHashAndIsSigned() throws Exception {
    Map<String, byte[]> files = copy();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(ada.keys.getPublic());
    signature.update("vestibule:export\n".getBytes(StandardCharsets.UTF_8));
    signature.update(files.get("manifest.json"));
    assertThat(signature.verify(files.get("manifest.sig"))).isTrue();
    JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
    assertThat(manifest.get("files")).hasSize(files.size() - 2);
    for (JsonNode file : manifest.get("files")) {
      byte[] content = files.get(file.get("path").asText());
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(file.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(hash));
      assertThat(file.get("bytes").asInt()).isEqualTo(content.length);
    }
  }

  @Test
  void aPhotoWhoseOthersCannotBeCoveredIsLeftOutAndTheManifestSaysSo() throws Exception {
    ada.damaged = true;
    assertThat(leftOut()).contains("is left out: image-damaged");
    export.blur = null;
    assertThat(leftOut()).contains("nothing here can cover the faces of others");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "a/../../b",
        "a\\b",
        ".ssh/authorized_keys",
        "=cmd|'/C calc'!A0.csv",
        "a//b",
        "nul\u0000l",
        ""
      })
  void aNameThatUnpacksElsewhereStopsTheCopyBeforeItsManifest(String path) throws Exception {
    ada.path = path;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> export.write(Ada.ADA, out))
        .hasFieldOrPropertyWithValue("code", "copy-path-invalid");
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).doesNotContain("manifest.json");
  }

  @Test
  void whatWasOpenedIsOverwritten() throws Exception {
    copy();
    assertThat(ada.opened)
        .isNotEmpty()
        .allMatch(bytes -> Arrays.equals(bytes, new byte[bytes.length]));
  }

  private String leftOut() throws Exception {
    Map<String, byte[]> files = copy();
    assertThat(files).doesNotContainKey("photos/1.jpg");
    return new ObjectMapper().readTree(files.get("manifest.json")).get("leftOut").toString();
  }

  @Test
  void whoNeverGaveAFaceGetsACopyInWhichNothingIsBiometric() throws Exception {
    desk.house.make("cleo");
    Map<String, byte[]> files = copy(new PersonId("cleo"));
    assertThat(files).containsKeys("person.json", "audit.json", "manifest.sig");
    assertThat(text(files, "consents.json").replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(files.keySet()).noneMatch(path -> path.startsWith("photos/"));
    assertThat(text(files, "templates.json")).doesNotContain("madeAt", "2026-02-02");
  }

  private void give(String person, String signature) throws Exception {
    ConsentWish wish = desk.wish(person, Purpose.UNLOCK, Channel.E_SIGNATURE);
    desk.ledger()
        .grant(
            new ConsentWish(
                wish.person(),
                wish.purpose(),
                wish.textVersion(),
                wish.language(),
                wish.channel(),
                signature));
  }

  private Map<String, byte[]> copy() throws Exception {
    return copy(Ada.ADA);
  }

  private Map<String, byte[]> copy(PersonId person) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.write(person, out);
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }
}
