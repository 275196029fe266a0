// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.itests.FeatureRig.Deed;

/**
 * Every capability and every integration is installed, updated, rolled back and removed in the
 * running container: alone, in every order of two, and in shuffled orders. Whatever was not named
 * keeps its services and never stops.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class FeatureMatrixTest {
  private static final List<String> LEAVES =
      List.of(
          "audio",
          "vision",
          "intent",
          "integrations-onvif-sip",
          "integrations-access-control",
          "integrations-messaging",
          "integrations-notify",
          "console",
          "shell");

  /** Needed by the capabilities: it is replaced like the others, and removed after them. */
  private static final String MODELS = "models";

  @Inject private BundleContext context;
  @Inject private FeatureUpdates updates;
  @Inject private StatusBoard board;
  @Inject private AuditTrail audit;
  @Inject private ConfigurationAdmin admin;

  private Path data;
  private FeatureRig rig;

  @Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void theGatewayIsReady() throws Exception {
    data = Path.of(System.getProperty("vestibule.data"));
    rig = new FeatureRig(context, updates, data);
    Await.that("the update agent is idle", () -> updates.progress().isEmpty());
    Await.that("the status board knows vision", () -> board.all().containsKey("vision"));
    // The simulated door needs the access control: it must not stand in the way of its removal.
    if (rig.bundle("testkit").isPresent()) {
      updates.remove("testkit", "test");
    }
  }

  @After
  public void theSimulatedDoorComesBack() throws Exception {
    rig.close();
    updates.install("testkit", "test");
  }

  @Test
  public void eachFeatureAloneAndItsOldClassLoaderGoes() throws Exception {
    List<String> all = new ArrayList<>(LEAVES);
    all.add("network");
    all.add(MODELS);
    for (String feature : all) {
      WeakReference<Class<?>> old = aClassOf(feature);
      rig.play(feature, Deed.UPDATE);
      awaitCollected(feature + " after its update", old);
      rig.play(feature, Deed.ROLL_BACK);
      if (feature.equals(MODELS)) {
        continue;
      }
      WeakReference<Class<?>> removed = aClassOf(feature);
      rig.play(feature, Deed.REMOVE);
      awaitCollected(feature + " after its removal", removed);
      rig.play(feature, Deed.INSTALL);
    }
  }

  @Test
  public void whatOthersNeedIsReplacedUnderThemAndItsOldClassLoaderGoes() throws Exception {
    for (String feature : List.of("papers", "egress", "access", "store")) {
      WeakReference<Class<?>> old = aClassOf(feature);
      rig.play(feature, Deed.UPDATE);
      awaitCollected(feature + " after its update", old);
      rig.play(feature, Deed.ROLL_BACK);
    }
  }

  @Test
  public void everyOrderOfTwo() throws Exception {
    withOneSmallModel(() -> walk(everyOrderedPair(), 0));
  }

  @Test
  public void shuffledOrders() throws Exception {
    for (int seed : new int[] {7, 12}) {
      List<String> order = new ArrayList<>(LEAVES);
      order.addAll(LEAVES);
      Collections.shuffle(order, new Random(seed));
      walk(order, seed);
    }
  }

  /** Work that may fail. */
  private interface Work {
    void run() throws Exception;
  }

  /** So that the replacement of the bundle is tried many times, and not the loading of models. */
  private void withOneSmallModel(Work work) throws Exception {
    Path settings = etc("org.vestibule.models.cfg");
    Files.writeString(settings, "serve = silero-vad\n");
    try {
      Await.that("the setting is taken", () -> is("models", Status.State.READY));
      rig.play(MODELS, Deed.UPDATE);
      rig.play(MODELS, Deed.ROLL_BACK);
      Await.that("vision has no model", () -> !is("vision", Status.State.READY));
      work.run();
    } finally {
      Files.delete(settings);
      HeldConfiguration.awaitGone(admin, "org.vestibule.models");
    }
    Await.that("the models serve again", () -> is("models", Status.State.READY));
  }

  private boolean is(String source, Status.State state) {
    Status status = board.all().get(source);
    return status != null && status.state() == state;
  }

  private static Path etc(String file) {
    return Path.of(System.getProperty("karaf.etc")).resolve(file);
  }

  @Test
  public void whatOthersNeedIsRemovedAfterThemAndComesBackWithThem() throws Exception {
    refused("feature-required", () -> updates.remove(MODELS, "test"));
    refused("feature-required", () -> updates.remove("core", "test"));
    refused("feature-required", () -> updates.remove("ota", "test"));
    List<String> needing = List.of("audio", "vision", "intent");
    for (String feature : needing) {
      rig.play(feature, Deed.REMOVE);
    }
    rig.play(MODELS, Deed.REMOVE);
    rig.play(MODELS, Deed.INSTALL);
    for (String feature : needing) {
      rig.play(feature, Deed.INSTALL);
    }
  }

  @Test
  public void aVersionThatDoesNotWorkIsPutBackAndTheAnswerSaysWhy() throws Exception {
    Path settings = etc("org.vestibule.ota.cfg");
    Files.writeString(settings, "health.seconds = 0\n");
    try {
      Await.that("the impossible setting is refused", () -> is("ota", Status.State.DEGRADED));
      Files.writeString(settings, "health.seconds = 2\n");
      Await.that("the setting is taken", () -> is("ota", Status.State.READY));
      String version = rig.bundle("intent").orElseThrow().getVersion().toString();
      Map<String, FeatureRig.Seen> before = rig.others("intent");
      Path broken = data.resolve("updates/intent-broken.jar");
      BrokenRelease.write(House.release("intent"), broken, "0.1.900", "TriageComponent.class");
      String why =
          refused(
              "feature-update-failed",
              () -> updates.update("intent", broken.getFileName().toString(), "test"));
      assertTrue(why, why.contains("the status of intent did not come back"));
      assertEquals(version, rig.bundle("intent").orElseThrow().getVersion().toString());
      FeatureRig.assertSame("the broken release", before, rig.others("intent"));
      // Others write lines meanwhile: the audit seals itself.
      assertTrue(
          audit.latest(20).stream()
              .anyMatch(
                  line ->
                      line.action().equals("feature-rolled-back")
                          && "0.1.900".equals(line.details().get("from"))));
    } finally {
      Files.delete(settings);
      HeldConfiguration.awaitGone(admin, "org.vestibule.ota");
    }
  }

  @Test
  public void whatIsRefusedTouchesNothing() throws Exception {
    Map<String, FeatureRig.Seen> before = rig.others("none");
    for (String feature : List.of("runtime-onnx", "api", "core", "ota")) {
      refused("needs-restart", () -> updates.update(feature, "any.jar", "test"));
    }
    String same = rig.release("audio", rig.bundle("audio").orElseThrow().getVersion().toString());
    refused("feature-version-reused", () -> updates.update("audio", same, "test"));
    String lower = rig.release("audio", "0.0.9");
    refused("feature-downgrade", () -> updates.update("audio", lower, "test"));
    refused("unknown-feature", () -> updates.update("nothing", "any.jar", "test"));
    refused("unknown-update", () -> updates.update("audio", "none.jar", "test"));
    refused("bundle-mismatch", () -> updates.update("vision", rig.release("audio"), "test"));
    refused("feature-already-installed", () -> updates.install("audio", "test"));
    byte[] whole = Files.readAllBytes(House.release("audio"));
    Files.write(data.resolve("updates/cut.jar"), Arrays.copyOf(whole, whole.length / 2));
    refused("update-invalid", () -> updates.update("audio", "cut.jar", "test"));
    Path needy = data.resolve("updates/needy.jar");
    BrokenRelease.needing(House.release("audio"), needy, "0.1.901", "no.such.library");
    refused("feature-unresolvable", () -> updates.update("audio", "needy.jar", "test"));
    FeatureRig.assertSame("a refusal", before, rig.others("none"));
  }

  /** Does the next deed of each feature in this order, and leads every one back at the end. */
  private void walk(List<String> order, int phase) throws Exception {
    Map<String, Integer> turns = new HashMap<>();
    for (String feature : order) {
      rig.play(feature, next(feature, turns, phase));
    }
    for (String feature : turns.keySet()) {
      int length = cycle(feature).size();
      while (turns.get(feature) % length != 0) {
        rig.play(feature, next(feature, turns, phase));
      }
    }
  }

  private static Deed next(String feature, Map<String, Integer> turns, int phase) {
    List<Deed> cycle = cycle(feature);
    int turn = turns.merge(feature, 1, Integer::sum) - 1;
    // Removing and installing, or updating and rolling back: either pair may come first.
    return cycle.get((turn + 2 * ((feature.length() + phase) % 2)) % cycle.size());
  }

  private static List<Deed> cycle(String feature) {
    return feature.equals(MODELS) ? List.of(Deed.UPDATE, Deed.ROLL_BACK) : List.of(Deed.values());
  }

  /** A round trip through all features in which each follows each other exactly once (Euler). */
  private static List<String> everyOrderedPair() {
    List<String> all = new ArrayList<>(LEAVES);
    all.add(MODELS);
    Map<String, Deque<String>> left = new HashMap<>();
    for (String from : all) {
      Deque<String> to = new ArrayDeque<>(all);
      to.remove(from);
      left.put(from, to);
    }
    Deque<String> stack = new ArrayDeque<>(List.of(all.get(0)));
    List<String> trip = new ArrayList<>();
    while (!stack.isEmpty()) {
      Deque<String> next = left.get(stack.peek());
      if (next.isEmpty()) {
        trip.add(0, stack.pop());
      } else {
        stack.push(next.pop());
      }
    }
    assertEquals(all.size() * (all.size() - 1) + 1, trip.size());
    return trip;
  }

  private WeakReference<Class<?>> aClassOf(String feature) throws Exception {
    Bundle bundle = rig.bundle(feature).orElseThrow();
    String path =
        Collections.list(bundle.findEntries("org/vestibule", "*.class", true)).get(0).getPath();
    String name = path.substring(1, path.length() - ".class".length()).replace('/', '.');
    return new WeakReference<>(bundle.loadClass(name));
  }

  private static void awaitCollected(String what, WeakReference<Class<?>> old) throws Exception {
    Await.that(
        "the old class loader of " + what + " is collected",
        () -> {
          forgetTheLastRecord();
          System.gc();
          return old.get() == null;
        });
  }

  /** A record whose methods the runtime derives in the place of whatever it derived last. */
  private record Last(String word, int number) {}

  /**
   * The runtime's handles from which it derives the methods of records keep the class to which they
   * were fitted last (JDK-8078641): one class of one bundle, until another record comes.
   */
  private static void forgetTheLastRecord() throws Exception {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle[] getters = {
      lookup.findVirtual(Last.class, "word", MethodType.methodType(String.class)),
      lookup.findVirtual(Last.class, "number", MethodType.methodType(int.class))
    };
    for (String method : List.of("equals", "hashCode", "toString")) {
      try {
        ObjectMethods.bootstrap(
            lookup, method, MethodHandle.class, Last.class, "word;number", getters);
      } catch (Throwable e) {
        throw new IllegalStateException("the runtime derives no " + method, e);
      }
    }
  }

  /** An order that must be refused. */
  private interface Order {
    Object run() throws Exception;
  }

  private static String refused(String code, Order order) {
    VestibuleException refusal = assertThrows(VestibuleException.class, order::run);
    assertEquals(refusal.getMessage(), code, refusal.code());
    return refusal.getMessage();
  }
}
