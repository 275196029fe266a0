// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;

/**
 * Nobody is identified before somebody has recorded what allows it; then a resident without a code
 * is let in and a stranger is not, and when the legal basis goes it ends at once.
 */
public class IdentificationTest {
  private static final Duration READY = Duration.ofSeconds(240);
  private static final Duration VISIT = Duration.ofSeconds(90);
  private static final String CODE = "1207";

  private final Path home = House.ROOT.resolve("itests/target/identification-data");
  private final Path faces = Path.of(System.getProperty("vestibule.fixtures")).resolve("faces");
  private GatewayProcess gateway;
  private Operator operator;

  @Before
  public void aGatewayWithAResidentRuns() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    assumeTrue("needs fixtures: run ./vestibule test", Files.isDirectory(faces));
    StagedHome.withStations(home, packs);
    gateway = GatewayProcess.start(home, "identification.log");
    gateway.awaitReady(READY);
    operator = Operator.whenReady(gateway.address(), home, READY);
    List<Path> pictures = pictures("resident", 3);
    ok(operator.enrol("ada-brandt", "Ada Brandt", CODE, List.of("front-door"), pictures));
  }

  @After
  public void itEnds() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  public void nobodyIsIdentifiedWithoutARecordedLegalBasis() throws Exception {
    ok(operator.install("identification"));
    Await.that("the status asks for a legal basis", () -> state("UNAVAILABLE", "legalBasis"));
    JsonNode rung = visit("resident");
    assertTrue(rung.toString(), rung.path("face").isMissingNode());
    assertEquals(rung.toString(), "Ring", rung.path("decision").path("type").asText());

    allow("Explicit consent, GDPR Art. 9(2)(a); register entry 2026-014");
    Await.that("identification is ready", () -> state("READY", "register entry 2026-014"));
    assertTrue("audited", audited("identification-started"));
    JsonNode opened = visit("resident");
    assertEquals(opened.toString(), "known", opened.path("face").asText());
    assertEquals(opened.toString(), "Opened", opened.path("outcome").path("type").asText());
    JsonNode closed = visit("stranger");
    assertEquals(closed.toString(), "Ring", closed.path("decision").path("type").asText());
    assertTrue(closed.toString(), closed.path("outcome").isMissingNode());

    ok(operator.forget("ada-brandt"));
    JsonNode forgotten = visit("resident");
    assertTrue(forgotten.toString(), forgotten.path("outcome").isMissingNode());

    allow("");
    Await.that("identification has ended", () -> state("UNAVAILABLE", "legalBasis"));
    assertTrue("audited", audited("identification-stopped"));
  }

  private void allow(String legalBasis) throws Exception {
    LocalDate today = LocalDate.now();
    Files.writeString(
        home.resolve("etc/org.vestibule.identification.cfg"),
        String.join(
            "\n",
            "legalBasis = " + legalBasis,
            "recordedBy = Data protection officer",
            "recordedOn = " + today,
            "reviewBy = " + today.plusYears(1),
            ""));
  }

  private boolean state(String state, String word) throws Exception {
    JsonNode status = operator.get("/api/snapshot").body().path("statuses").path("identification");
    return status.path("state").asText().equals(state)
        && status.path("sentence").asText().contains(word);
  }

  private boolean audited(String action) throws Exception {
    return Files.readString(home.resolve("audit/audit.jsonl")).contains(action);
  }

  /** A visitor without a code; returns the story when it is over. */
  private JsonNode visit(String who) throws Exception {
    VirtualStation station = VirtualStation.of(gateway.address(), home, "front");
    String visit = station.press();
    for (Path picture : pictures(who, 12)) {
      station.frame(visit, Files.readAllBytes(picture));
    }
    station.end(visit);
    return operator.closed(visit, VISIT);
  }

  private List<Path> pictures(String who, int every) throws Exception {
    try (Stream<Path> files = Files.list(faces.resolve(who))) {
      List<Path> all = files.sorted().toList();
      return Stream.iterate(0, i -> i + all.size() / every).limit(every).map(all::get).toList();
    }
  }

  private static void ok(Answer answer) {
    assertTrue(answer.toString(), answer.ok());
  }
}
