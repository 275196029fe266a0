// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.papers.Papers;
import org.vestibule.api.papers.Papers.Kind;
import org.vestibule.api.status.Status;

/** What the papers say, when they drift, and who may end that. */
class PapersTest {
  private static final Wiring.DeclaredSink CLOUD =
      new Wiring.DeclaredSink(
          "org.example.cloud", "cloud", List.of("raw-video"), "Remote watching");

  private final House house = new House();
  private final PapersDesk papers = house.desk();

  @Test
  void whatWasNotShownIsNotSigned() throws Exception {
    String shown = digest();
    house.sinks.add(CLOUD);
    assertCode("papers-changed", () -> papers.signOff(shown, ""));
    assertThat(papers.lastSignOff()).isEmpty();
    assertThat(house.audited).isEmpty();
  }

  @Test
  void withoutAKeyOrAnAuditNothingIsSigned() throws Exception {
    house.locked = true;
    assertCode("vault-locked", () -> papers.signOff(digest(), ""));
    assertThat(house.audited).isEmpty();
    house.locked = false;
    house.auditFull = true;
    assertCode("audit-unwritable", () -> papers.signOff(digest(), ""));
    assertThat(house.shelf).isEmpty();
    assertCode("note-too-long", () -> papers.signOff(digest(), "x".repeat(501)));
  }

  @Test
  void aBundleThatAddsASinkRaisesDriftUntilSomebodySigns() throws Exception {
    papers.signOff(digest(), "First reading");
    assertThat(papers.drift()).isEmpty();
    assertThat(house.audited).containsExactly("gateway papers-signed First reading");
    house.bundles.add("org.example.cloud");
    house.sinks.add(CLOUD);
    assertThat(papers.drift())
        .extracting(Papers.Drift::sentence)
        .containsExactly(
            "New: bundle org.example.cloud.",
            "New: sink cloud of org.example.cloud may be sent raw-video on this machine (Remote"
                + " watching).");
    assertThat(papers.paper(Kind.RECORD_OF_PROCESSING, "en").markdown())
        .contains("| cloud | org.example.cloud | Remote watching | raw-video |");
    assertThat(papers.paper(Kind.IMPACT_ASSESSMENT, "en").markdown())
        .contains("| org.example.cloud | Sends raw-video: Remote watching |");
    papers.signOff(digest(), "The cloud was judged");
    assertThat(papers.drift()).isEmpty();
  }

  @Test
  void aHostThatMayBeReachedIsDriftAndInTheNotice() throws Exception {
    assertThat(papers.paper(Kind.NOTICE, "en").markdown()).contains("leave this building");
    papers.signOff(digest(), "");
    house.reach("mqtt", "broker.example.org", DataClass.EVENT);
    assertThat(papers.drift())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.code()).isEqualTo("sink-changed");
              assertThat(drift.sentence()).contains("may be sent event at broker.example.org");
            });
    assertThat(papers.paper(Kind.NOTICE, "de").markdown()).contains("an: broker.example.org");
  }

  @Test
  void aNeighbourThatIsBeingReplacedIsNoDrift() throws Exception {
    house.reach("mqtt", "broker.example.org", DataClass.EVENT);
    papers.signOff(digest(), "");
    house.neighboursGone = true;
    assertThat(papers.drift()).isEmpty();
  }

  @Test
  void aSignatureOutlivesARestartAndIsUnknownWhileTheVaultIsLocked() throws Exception {
    Papers.SignOff signed = papers.signOff(digest(), "");
    house.locked = true;
    PapersDesk again = house.desk();
    assertThat(again.lastSignOff()).isEmpty();
    assertThat(again.known()).isFalse();
    house.locked = false;
    assertThat(again.lastSignOff()).contains(signed);
    house.bundles.remove("org.vestibule.audio");
    assertThat(again.drift())
        .extracting(Papers.Drift::sentence)
        .containsExactly("Gone: bundle org.vestibule.audio.");
  }

  @Test
  void theSameWiringHasTheSameDigestInWhateverOrder() throws Exception {
    house.sinks.add(CLOUD);
    Papers.Paper paper = papers.paper(Kind.POLICY, "en");
    Collections.reverse(house.sinks);
    assertThat(digest()).isEqualTo(paper.digest());
    byte[] json = paper.json().getBytes(StandardCharsets.UTF_8);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json)))
        .isEqualTo(paper.digest());
  }

  @ParameterizedTest
  @CsvSource({
    "RECORD_OF_PROCESSING, en",
    "IMPACT_ASSESSMENT, en",
    "POLICY, en",
    "NOTICE, en",
    "NOTICE, de",
    "NOTICE, fr",
    "NOTICE, es",
    "NOTICE, it"
  })
  void eachPaperIsAsItWasRead(Kind kind, String language) throws Exception {
    String name = kind.name().toLowerCase().replace('_', '-') + "." + language + ".md";
    String paper = papers.paper(kind, language).markdown();
    // What a person compares, and commits if it is right.
    Path written = Path.of("target", "papers", name);
    Files.createDirectories(written.getParent());
    Files.writeString(written, paper);
    try (InputStream golden = PapersTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(golden).as("src/test/resources/golden/%s; see %s", name, written).isNotNull();
      assertThat(paper).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatNobodyWroteDownIsShownAsMissing() throws Exception {
    house.controller = Controller.UNKNOWN;
    assertThat(papers.paper(Kind.RECORD_OF_PROCESSING, "en").markdown())
        .contains("| Name | _to be filled in_ |");
    assertThat(papers.paper(Kind.NOTICE, "fr").markdown()).contains("_à compléter_");
  }

  @Test
  void aLanguageThatIsNotThereIsNamedWithThoseThatAre() {
    assertCode("unknown-language", () -> papers.paper(Kind.NOTICE, "../en"));
    assertCode("unknown-language", () -> papers.paper(Kind.POLICY, "de"));
  }

  @Test
  void nobodyHasToSignBeforeADoorMayOpen() {
    assertThat(DriftStatus.of(true, Optional.empty(), List.of()).state())
        .isEqualTo(Status.State.READY);
    Status drift =
        DriftStatus.of(
            true,
            Optional.empty(),
            List.of(new Papers.Drift("sink-added", "New: sink cloud.", Instant.EPOCH)));
    assertThat(drift.state()).isEqualTo(Status.State.DEGRADED);
    assertThat(drift.cause()).isEqualTo(Status.Cause.DRIFT);
    assertThat(drift.sentence()).startsWith("Compliance drift").contains("New: sink cloud.");
  }

  private String digest() throws VestibuleException {
    return papers.paper(Kind.RECORD_OF_PROCESSING, "en").digest();
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
