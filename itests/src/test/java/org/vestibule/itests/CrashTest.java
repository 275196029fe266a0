// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.Test;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;

/**
 * The power goes while a model pack is being taken in and activated: the assembled gateway as a
 * process, killed with SIGKILL again and again, must come back by itself with a whole pack serving.
 */
public class CrashTest {
  private static final String SLOT = "speech";
  private static final String PACK = "moonshine-tiny";
  private static final int KILLS = 8;

  /** However busy the machine is; what a start took is printed. */
  private static final Duration READY = Duration.ofSeconds(240);

  /** Begins no sentence. */
  private static final String NO_STEP = "-";

  /** Any seed would do; a fixed one makes a failure come back. */
  private static final long SEED = 8;

  private final Path home = House.ROOT.resolve("itests/target/crash-data");
  private final Random random = new Random(SEED);
  private final Set<String> killedAt = new TreeSet<>();
  private final List<Double> readySeconds = new ArrayList<>();
  private Vendor vendor;
  private GatewayProcess gateway;

  @Test
  public void aGatewayThatIsKilledWhileAPackComesInComesBackWithAWholeOne() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    StagedHome.fresh(home, packs);
    vendor = new Vendor(packs.resolve(PACK), home.resolve("vendor"));
    vendor.introduce(home);
    gateway = GatewayProcess.start(home, "crash.log");
    try {
      double usual = gateway.awaitReady(READY);
      long millis = undisturbedMillis();
      String before = vendor.id(1);
      for (int kill = 0; kill < KILLS; kill++) {
        int release = kill + 2;
        if (kill % 2 == 0) {
          killAt(release, kill < KILLS / 2 ? "Staging" : "Activating", READY);
        } else {
          // Spread over the time that it takes, each at a random moment of its share.
          double moment = (kill + random.nextDouble()) / KILLS;
          killAt(release, NO_STEP, Duration.ofMillis(Math.round(moment * millis)));
        }
        gateway = GatewayProcess.start(home, "crash.log");
        readySeconds.add(Math.round(gateway.awaitReady(READY) * 10) / 10.0);
        before = cameBack(Set.of(before, vendor.id(release)));
      }
      report(usual, millis);
    } finally {
      gateway.close();
    }
  }

  private void report(double usual, long millis) {
    System.out.printf(
        Locale.ROOT,
        "ready after %s s, undisturbed after %.1f s; staging and activation take %d ms; killed at %s%n",
        readySeconds,
        usual,
        millis,
        killedAt);
  }

  /** Brings the first release without harm, to know how long that takes. */
  private long undisturbedMillis() throws Exception {
    Path archive = vendor.archive(1);
    Operator operator = operator();
    long begun = System.nanoTime();
    Answer staged = operator.stage(archive);
    assertTrue("staged: " + staged, staged.ok());
    Answer activated = operator.activate(vendor.id(1));
    assertTrue("activated: " + activated, activated.ok());
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /**
   * Brings the next release and pulls the plug: at a step not met before, or a while later.
   *
   * @param work how the sentence begins in which the step is told
   */
  private void killAt(int release, String work, Duration moment) throws Exception {
    Path archive = vendor.archive(release);
    ExecutorService person = Executors.newSingleThreadExecutor();
    try {
      Operator operator = operator();
      long begun = System.nanoTime();
      Callable<Answer> order =
          () -> {
            operator.stage(archive);
            return operator.activate(vendor.id(release));
          };
      Future<Answer> ordered = person.submit(order);
      killedAt.add(stepOrMoment(operator, work, ordered, begun + moment.toNanos()));
    } finally {
      gateway.kill();
      person.shutdown();
      assertTrue("the order ends", person.awaitTermination(120, TimeUnit.SECONDS));
    }
  }

  /** Returns what was being done, once it is a new step of the work or the time is over. */
  private String stepOrMoment(Operator operator, String work, Future<Answer> order, long deadline)
      throws IOException, InterruptedException {
    String step = "";
    while (System.nanoTime() - deadline < 0 && !order.isDone()) {
      String sentence = operator.get("/api/models/progress").body().path("progress").asText();
      step = sentence.replaceAll("[a-z0-9-]+@[0-9.]+|\\S*[0-9]\\S*", "...");
      if (step.startsWith(work) && !killedAt.contains(step)) {
        return step;
      }
    }
    return order.isDone() ? "after the end" : "some time later: " + step;
  }

  /** Checks what the start found, and returns the id of the pack that serves. */
  private String cameBack(Set<String> whole) throws Exception {
    Operator operator = operator();
    String serving = serving(operator);
    assertTrue(serving + " is one of " + whole, whole.contains(serving));
    for (JsonNode pack : operator.get("/api/models").body()) {
      assertEquals("no pack is broken: " + pack, "", pack.path("problem").asText());
    }
    assertEquals(List.of(), StagedHome.names(home.resolve("models/.staging")));
    JsonNode chain = operator.get("/api/audit?limit=1&verify=true").body().path("chain");
    assertTrue("the audit holds: " + chain, chain.path("intact").asBoolean());
    return serving;
  }

  private static String serving(Operator operator) throws IOException, InterruptedException {
    List<String> serving = new ArrayList<>();
    for (JsonNode pack : operator.get("/api/models").body()) {
      if (pack.path("slot").asText().equals(SLOT) && pack.path("serving").asBoolean()) {
        serving.add(pack.path("id").asText());
      }
    }
    assertEquals("one pack serves " + SLOT + ": " + serving, 1, serving.size());
    return serving.get(0);
  }

  private Operator operator() throws IOException, InterruptedException, TimeoutException {
    return Operator.whenReady(gateway.address(), home, READY);
  }
}
