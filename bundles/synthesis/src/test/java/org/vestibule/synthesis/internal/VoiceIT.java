// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.vestibule.api.speech.PromptSynthesizer;
import org.vestibule.api.speech.SpokenPrompt;

/**
 * The built bundle in a real framework. It shares only the contract and the log with the test; its
 * voice it must bring along.
 */
class VoiceIT {
  private static final String SHARED =
      "org.vestibule.api;version=0.1.0,org.vestibule.api.settings;version=0.1.0,"
          + "org.vestibule.api.speech;version=0.1.0,org.vestibule.api.station;version=0.1.0,"
          + "org.vestibule.api.status;version=0.1.0,org.slf4j;version=1.7.36";

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
                    // Declarative Services, which this test stands in for.
                    Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                    "osgi.extender;osgi.extender=osgi.component;version:Version=1.5.0",
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED));
    framework.start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void theVoiceLivesInTheBundleAndLeavesNoThreadBehind() throws Exception {
    Path jar = Path.of(System.getProperty("vestibule.bundle"));
    Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
    bundle.start();
    Class<?> type = bundle.loadClass(SynthesisComponent.class.getName());
    assertThat(type).isNotSameAs(SynthesisComponent.class);
    Object component = type.getConstructor().newInstance();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    type.getMethod("activate", Map.class).invoke(component, Map.of());

    SpokenPrompt spoken =
        ((PromptSynthesizer) component).speak("The lift is out of order.", Locale.UK);

    assertThat(spoken.samples().length).isBetween(16_000, 64_000);
    List<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            // FreeTTS gives its thread no name.
            .filter(thread -> thread.getName().matches("Thread-.*|vestibule-synthesis"))
            .toList();
    assertThat(own).hasSize(2);
    type.getMethod("deactivate").invoke(component);
    for (Thread thread : own) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }
}
