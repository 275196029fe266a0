// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** What a container sees; skipped, with the reason, where the library cannot be loaded. */
class EchoComponentTest {
  private final List<String> calls = new ArrayList<>();
  private final EchoComponent component = new EchoComponent();

  @BeforeEach
  void natives() {
    Echoes.assumeNatives();
  }

  @Test
  void aWrongSettingIsShownAndTheLastGoodOnesStay() {
    component.activate(context(), Map.of("delayMillis", "80"));
    assertThat(component.status().state()).isEqualTo(Status.State.READY);

    component.modified(Map.of("delayMillis", "900"));

    assertThat(component.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(component.status().cause()).isEqualTo(Cause.CONFIGURATION);
    assertThat(component.status().sentence()).contains("delayMillis", "900", "0 to 500");
    try (EchoCanceller line = component.open()) {
      assertThat(line.cancel(new short[EchoCanceller.BLOCK])).containsOnly(0);
    }

    component.modified(Map.of());

    assertThat(component.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void theServiceComesWithTheComponentAndGoesWithIt() {
    component.activate(context(), Map.of());
    EchoCanceller line = component.open();

    component.deactivate();
    component.deactivate();

    assertThat(calls).containsExactly("registerService", "unregister");
    assertThat(line.cancel(new short[EchoCanceller.BLOCK])).containsOnly(0);
    line.close();
  }

  private BundleContext context() {
    ServiceRegistration<?> registration = noting(ServiceRegistration.class, null);
    return noting(BundleContext.class, registration);
  }

  private <T> T noting(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return answer;
            }));
  }
}
