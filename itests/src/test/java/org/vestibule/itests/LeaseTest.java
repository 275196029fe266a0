// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.StatusBoard;

/** Leases in the assembled container, on the real runtime and real weights. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class LeaseTest {
  private static final String SERVING = "moonshine-base";
  private static final String OTHER = "moonshine-tiny";

  @Inject private ModelStore models;
  @Inject private ModelLibrary library;
  @Inject private StatusBoard board;
  @Inject private ConfigurationAdmin admin;

  @Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void theBaseRecogniserServes() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.data"), "models");
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    library.activate(SERVING, "test");
  }

  @Test
  public void aRequestUnderWayFinishesOnTheModelThatItBeganWith() throws Exception {
    try (ModelLease lease = models.lease(ModelSlots.SPEECH)) {
      library.activate(OTHER, "test");
      assertEquals(SERVING, lease.manifest().name());
      assertEquals(2, lease.manifest().networks().size());
      assertTrue(Files.size(lease.file("vocabulary")) > 0);
      try (ModelLease next = models.lease(ModelSlots.SPEECH)) {
        assertEquals(OTHER, next.manifest().name());
      }
    } finally {
      library.activate(SERVING, "test");
    }
    Await.that("nobody holds the other", () -> leases(OTHER) == 0);
  }

  @Test
  public void aLeaseThatIsNotReturnedIsNamedAndTakenBack() throws Exception {
    Path file = Path.of(System.getProperty("karaf.etc")).resolve("org.vestibule.models.cfg");
    Files.writeString(file, "lease.limit.seconds = 1\n");
    try {
      library.activate(OTHER, "test");
      ModelLease forgotten = models.lease(ModelSlots.SPEECH);
      assertEquals(OTHER, forgotten.manifest().name());
      // By hand, so that nothing is watched and the other model may go at once.
      library.rollBack(ModelSlots.SPEECH, "test");
      Await.that(
          "the status names who forgot it",
          () -> board.all().get("models").sentence().contains("LeaseTest"));
      try {
        forgotten.run("encoder", Map.of()).close();
        throw new AssertionError("a lease that was taken back still runs");
      } catch (ModelException e) {
        assertEquals("model-lease-expired", e.code());
        assertFalse(e.remedy().isEmpty());
      }
      forgotten.close();
    } finally {
      Files.delete(file);
      HeldConfiguration.awaitGone(admin, "org.vestibule.models");
    }
    try (ModelLease lease = models.lease(ModelSlots.SPEECH)) {
      assertEquals(SERVING, lease.manifest().name());
    }
  }

  private int leases(String name) {
    return library.models().stream()
        .filter(info -> info.manifest().name().equals(name))
        .mapToInt(ModelInfo::leases)
        .sum();
  }
}
