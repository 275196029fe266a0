// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.Secrets;

/**
 * The built bundle in a real framework with Declarative Services and Configuration Admin. It shares
 * the contract and the log with the test; all else it must bring along.
 */
class ContainerIT {
  private static final String SHARED =
      List.of("api", "api.audit", "api.settings", "api.status", "api.store").stream()
              .map(name -> "org.vestibule." + name + ";version=0.1.0")
              .collect(Collectors.joining(","))
          + ",org.slf4j;version=1.7.36,org.slf4j.helpers;version=1.7.36"
          + ",org.slf4j.spi;version=1.7.36,org.apache.commons.logging;version=1.2"
          + ",org.osgi.service.cm;version=1.6.1";

  @TempDir Path folder;
  private Framework framework;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = Ports.free();
    System.setProperty("vestibule.data", folder.toString());
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    Constants.FRAMEWORK_BOOTDELEGATION,
                    "sun.*",
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED));
    framework.start();
    for (Class<?> inJar : List.of(Function.class, Promise.class, ComponentContext.class)) {
      install(jarOf(inJar));
    }
    install(jarOf(Class.forName("org.apache.felix.cm.impl.ConfigurationManager"))).start();
    install(jarOf(Class.forName("org.apache.felix.scr.impl.Activator"))).start();
    framework.getBundleContext().registerService(Secrets.class, new HeldSecrets(), null);
    configure("org.vestibule.broker", Map.of("port", Integer.toString(port)));
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(20_000);
    System.clearProperty("vestibule.data");
  }

  @Test
  void startsServesAndLeavesNoThreadBehindFiveTimes() throws Exception {
    Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
    for (int i = 0; i < 5; i++) {
      Bundle bundle = install(Path.of(System.getProperty("vestibule.bundle")));
      bundle.start();
      ready(bundle);

      String password =
          new String(secrets().get("broker-gateway").orElseThrow(), StandardCharsets.US_ASCII);
      try (Listening client = Listening.plain(port, "gateway", password, "vestibule/#")) {
        client.publish("vestibule/home/online", "true", 1, false);
        client.awaitMessage("vestibule/home/online=true");
      }

      bundle.uninstall();
      Await.until(
          () -> {
            Set<Thread> left = new java.util.HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            return left.stream().noneMatch(ContainerIT::ofTheBroker)
                ? Optional.of(left)
                : Optional.empty();
          },
          () -> "threads of the broker: " + Thread.getAllStackTraces().keySet());
    }
  }

  @Test
  void aUserComesAndGoesByConfigurationAlone() throws Exception {
    Bundle bundle = install(Path.of(System.getProperty("vestibule.bundle")));
    bundle.start();
    ready(bundle);
    secrets().put("screen", "a long password".getBytes(StandardCharsets.US_ASCII));

    var user = admin().getFactoryConfiguration("org.vestibule.broker.user", "lobby-screen", "?");
    Dictionary<String, Object> values = new Hashtable<>();
    values.put("password", "secret:screen");
    user.update(values);

    Listening client =
        Listening.awaitAccess(port, "lobby-screen", "a long password", "vestibule/#");
    user.delete();
    client.awaitEnd();
  }

  @Test
  void nothingIsExportedAndNothingNativeTravels() throws Exception {
    try (JarFile jar = new JarFile(System.getProperty("vestibule.bundle"))) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Export-Package")).isNull();
      assertThat(jar.stream().map(Object::toString))
          .noneMatch(name -> name.endsWith(".so") || name.endsWith(".dll"))
          .filteredOn(name -> name.startsWith("OSGI-INF/org."))
          .allMatch(name -> name.startsWith("OSGI-INF/org.vestibule."));
    }
  }

  private static boolean ofTheBroker(Thread thread) {
    return thread.getName().contains("vestibule-broker")
        || thread.getName().toLowerCase(java.util.Locale.ROOT).contains("activemq")
        || thread.getName().contains("globalEventExecutor")
        || thread.getName().contains("ThreadDeathWatcher");
  }

  private void ready(Bundle bundle) {
    Await.until(
        () -> {
          Status status = status(bundle);
          return status.state() == Status.State.READY ? Optional.of(status) : Optional.empty();
        },
        () -> "the status is " + status(bundle));
  }

  private static Status status(Bundle bundle) {
    BundleContext context = bundle.getBundleContext();
    return context.getService(context.getServiceReference(StatusSource.class)).status();
  }

  private Secrets secrets() {
    BundleContext context = framework.getBundleContext();
    return context.getService(context.getServiceReference(Secrets.class));
  }

  private ConfigurationAdmin admin() {
    BundleContext context = framework.getBundleContext();
    return context.getService(context.getServiceReference(ConfigurationAdmin.class));
  }

  private void configure(String pid, Map<String, String> values) throws Exception {
    admin().getConfiguration(pid, "?").update(new Hashtable<>(values));
  }

  private Bundle install(Path jar) throws BundleException {
    return framework.getBundleContext().installBundle(jar.toUri().toString());
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
