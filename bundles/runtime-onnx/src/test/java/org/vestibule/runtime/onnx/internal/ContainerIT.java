// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * The built bundle in a real framework with Declarative Services. It shares only the contract and
 * the log with the test; all else it must bring along.
 */
class ContainerIT {
  private static final String SHARED =
      "org.vestibule.api;version=0.1.0,org.vestibule.api.model;version=0.1.0,"
          + "org.vestibule.api.settings;version=0.1.0,org.vestibule.api.status;version=0.1.0,"
          + "org.slf4j;version=1.7.36";

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
  void runsAndTokenizesAndDoesSoAgainAfterAnUpdate() throws Exception {
    Bundle first = install(Path.of(System.getProperty("vestibule.bundle")));
    first.start();
    use(first);
    first.uninstall();
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

    Bundle second = install(Path.of(System.getProperty("vestibule.bundle")));
    second.start();
    use(second);
    Path natives = second.getDataFile("natives").toPath();
    assertThat(natives).isNotEmptyDirectory();
    second.stop();

    assertThat(natives).isEmptyDirectory();
  }

  private void use(Bundle bundle) throws Exception {
    BundleContext context = bundle.getBundleContext();
    var runtime = context.getService(context.getServiceReference(InferenceRuntime.class));
    var status = context.getService(context.getServiceReference(StatusSource.class));
    assertThat(runtime).isSameAs(status).isNotInstanceOf(OnnxRuntime.class);
    try (LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder);
        ModelRun run = model.run("net", OnnxRuntimeTest.sum(1, 2))) {
      assertThat(run.floats("sum")).containsExactly(3);
      assertThat(model.tokenize("open the door", 8).ids()).containsExactly(4, 1, 2, 3, 5);
      assertThat(status.status().state()).isEqualTo(Status.State.READY);
    }
  }

  private Bundle install(Path jar) throws BundleException {
    assertThat(Files.isRegularFile(jar)).as(jar.toString()).isTrue();
    return framework.getBundleContext().installBundle(jar.toUri().toString());
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
