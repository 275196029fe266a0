// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.sound.EchoCancellers;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * The built bundle in a real framework with Declarative Services. It shares only the contract and
 * the log with the test; all else it must bring along.
 */
class ContainerIT {
  private static final String SHARED =
      "org.vestibule.api;version=0.1.0,org.vestibule.api.sound;version=0.1.0,"
          + "org.vestibule.api.settings;version=0.1.0,org.vestibule.api.status;version=0.1.0,"
          + "org.vestibule.api.station;version=0.1.0,org.slf4j;version=1.7.36";

  @TempDir Path folder;
  private Framework framework;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED));
    framework.start();
    for (Class<?> inJar : List.of(Function.class, Promise.class, ComponentContext.class)) {
      install(jarOf(inJar));
    }
    install(jarOf(Class.forName("org.apache.felix.scr.impl.Activator"))).start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void cancelsAndDoesSoAgainAfterAnUpdateWhileAnOldLineGoesOn() throws Exception {
    Echoes.assumeNatives();
    Bundle first = install(Path.of(System.getProperty("vestibule.bundle")));
    first.start();
    EchoCanceller line = cancellers(first).open();
    first.uninstall();
    refresh();

    Bundle second = install(Path.of(System.getProperty("vestibule.bundle")));
    second.start();
    try (EchoCanceller next = cancellers(second).open()) {
      assertThat(next.cancel(new short[EchoCanceller.BLOCK])).containsOnly(0);
    }
    line.played(new short[EchoCanceller.BLOCK]);
    assertThat(line.cancel(new short[EchoCanceller.BLOCK])).containsOnly(0);
    line.close();
    second.stop();

    assertThat(framework.getBundleContext().getServiceReference(EchoCancellers.class)).isNull();
  }

  @Test
  void onAnotherMachineTheStatusSaysSoAndThereIsNoService() throws Exception {
    String machine = System.setProperty("os.arch", "s390x");
    try {
      Bundle bundle = install(Path.of(System.getProperty("vestibule.bundle")));
      bundle.start();

      Status status = status(bundle);
      assertThat(status.state()).isEqualTo(Status.State.UNAVAILABLE);
      assertThat(status.cause()).isEqualTo(Status.Cause.NATIVE_MISSING);
      assertThat(status.sentence()).startsWith("Lines stay half-duplex").contains("s390x");
      assertThat(framework.getBundleContext().getServiceReference(EchoCancellers.class)).isNull();
    } finally {
      System.setProperty("os.arch", machine);
    }
  }

  private void refresh() throws InterruptedException {
    var refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            null,
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    assertThat(refreshed.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static EchoCancellers cancellers(Bundle bundle) {
    BundleContext context = bundle.getBundleContext();
    assertThat(status(bundle).state()).isEqualTo(Status.State.READY);
    return context.getService(context.getServiceReference(EchoCancellers.class));
  }

  private static Status status(Bundle bundle) {
    BundleContext context = bundle.getBundleContext();
    return context.getService(context.getServiceReference(StatusSource.class)).status();
  }

  private Bundle install(Path jar) throws BundleException {
    return framework.getBundleContext().installBundle(jar.toUri().toString());
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
