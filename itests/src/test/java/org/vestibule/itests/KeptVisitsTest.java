// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;

/** What happened at a door is still told after the gateway was stopped and started again. */
public class KeptVisitsTest {
  private static final String LOG = "kept-visits.log";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path data = House.ROOT.resolve("itests/target/kept-visits");
  private GatewayProcess gateway;
  private Operator operator;

  @Before
  public void aFreshGatewayRuns() throws Exception {
    StagedHome.withDoors(data);
    start();
  }

  @After
  public void itEnds() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  public void aVisitOfBeforeTheRestartIsFoundOnce() throws Exception {
    Await.that(
        PATIENCE,
        () -> Files.exists(token("front")) && presses("front"),
        () -> "the station is not here");
    String visit = station("front").press();
    station("front").end(visit);
    JsonNode before = operator.closed(visit, PATIENCE);
    gateway.close();
    start();
    JsonNode after = operator.await(visit, story -> story.has("closedAt"), PATIENCE);
    assertEquals(before.path("openedAt"), after.path("openedAt"));
    assertEquals(before.path("decision"), after.path("decision"));
    assertEquals(before.path("waterfall"), after.path("waterfall"));
    List<String> listed = operator.get("/api/visits").body().findValuesAsText("id");
    assertEquals(listed.toString(), 1, listed.stream().filter(visit::equals).count());
  }

  private Path token(String station) {
    return data.resolve("secrets/station-" + station + ".token");
  }

  private VirtualStation station(String id) throws Exception {
    return VirtualStation.of(gateway.address(), data, id);
  }

  private boolean presses(String id) throws Exception {
    return station(id).pressed().ok();
  }

  private void start() throws Exception {
    gateway = GatewayProcess.start(data, LOG);
    gateway.awaitAnswer(PATIENCE);
    Path token = data.resolve("secrets/operator.token");
    Await.that(PATIENCE, () -> Files.exists(token), () -> "there is no token");
    operator = Operator.at(gateway.address(), data);
  }
}
