// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.BundleContext;
import org.vestibule.api.door.ReaderKeys;
import org.vestibule.api.update.FeatureUpdates;

/**
 * A panel polls the gateway as its reader while the bundle that answers is replaced: the panel sees
 * one reconnect at most, soon, and the key of the line lies nowhere in clear.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class HotReaderTest {
  /** After so long without an answer a panel calls a reader offline. */
  private static final long OFFLINE_MILLIS = 8000;

  private static final String FEATURE = "integrations-access-control";

  @Inject private BundleContext context;
  @Inject private FeatureUpdates updates;
  @Inject private ReaderKeys readers;

  private final byte[] key = new byte[16];
  private Path data;
  private Path settings;
  private int port;
  private FeatureRig rig;

  @Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void aReaderIsConfigured() throws Exception {
    data = Path.of(System.getProperty("vestibule.data"));
    new SecureRandom().nextBytes(key);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    rig = new FeatureRig(context, updates, data);
    Await.that("the update agent is idle", () -> updates.progress().isEmpty());
    settings =
        Path.of(System.getProperty("karaf.etc")).resolve("org.vestibule.osdp.reader-hot.cfg");
    Files.writeString(
        settings, "name = hot\ndoor = front-door\nline = listen:127.0.0.1:" + port + "\n");
    Await.that("the reader is configured", () -> keys().readers().size() == 1);
    keys().setKey("hot", key.clone());
  }

  @After
  public void theReaderGoes() throws Exception {
    rig.close();
    Files.delete(settings);
  }

  @Test
  public void aPanelSeesOneReconnectWhenTheBundleIsReplacedAndTheKeyIsNowhere() throws Exception {
    try (OsdpPanel panel = new OsdpPanel(port, key)) {
      Await.that("the panel has secured the line", () -> panel.secured() && panel.polls() > 20);
      int before = panel.sessions();
      rig.play(FEATURE, FeatureRig.Deed.UPDATE);
      Await.that("the line is secured again", () -> panel.secured() && panel.sessions() > before);
      int polls = panel.polls();
      Await.that("it is polled again", () -> panel.polls() > polls + 20);
      assertEquals("sessions after one update", before + 1, panel.sessions());
      assertTrue(
          "silent for " + panel.longestSilenceMillis() + " ms",
          panel.longestSilenceMillis() < OFFLINE_MILLIS);
      assertEquals("cards that nobody asked for", List.of(), panel.cards());
      rig.play(FEATURE, FeatureRig.Deed.ROLL_BACK);
      Await.that("and once more", () -> panel.secured() && panel.sessions() == before + 2);
    }
    assertEquals("files that hold the key", List.of(), filesWithTheKey());
  }

  private ReaderKeys keys() {
    // The injected one went with its bundle after an update.
    return context.getService(context.getServiceReference(ReaderKeys.class));
  }

  /** Empty for what is no plain file, and for one that went meanwhile. */
  private static String text(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private List<Path> filesWithTheKey() throws IOException {
    List<Path> found = new ArrayList<>();
    String hex = HexFormat.of().formatHex(key);
    for (Path folder : List.of(data, Path.of(System.getProperty("karaf.home")))) {
      for (Path file : House.files(folder)) {
        String text = text(file);
        if (text.contains(new String(key, StandardCharsets.ISO_8859_1))
            || text.toLowerCase(java.util.Locale.ROOT).contains(hex)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
