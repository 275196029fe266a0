// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's end, whatever keeps it from ending in order. */
class EngineTest {
  @TempDir Path folder;

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.toLowerCase(Locale.ROOT).contains("activemq"))
        .toList();
  }

  @Test
  void whoeverIsInterruptedWhileSessionsEndLeavesNoThreadBehind() throws Exception {
    Engine engine = new Engine(BrokerSettings.of(Map.of(), folder).bounds(), new Users(), folder);
    engine.start();
    assertThat(threads()).isNotEmpty();
    engine.begun();
    Thread.currentThread().interrupt();
    assertThatThrownBy(engine::stop).isInstanceOf(InterruptedException.class);
    Await.so(() -> threads().isEmpty(), () -> threads().toString());
  }
}
