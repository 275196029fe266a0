// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * What a part says to its new configuration. A part tells nobody when it has taken one; it refuses
 * by a status with the cause CONFIGURATION, and a status can only be asked. So its sources are
 * looked at for a moment: a refusal ends that at once, a part that starts again gets longer.
 *
 * @param taken whether the part works with what was set; false: the last good values hold
 * @param sentence what the part says of itself, empty where it says nothing
 */
record SettingVerdict(boolean taken, String sentence) {
  private static final long LOOK_MILLIS = 25;
  private static final long SETTLED_MILLIS = 700;
  private static final long STARTED_MILLIS = 5000;

  /** The statuses of a bundle's sources at one moment, by name. */
  static Map<String, Status> of(BundleContext framework, Bundle bundle) {
    Map<String, Status> now = new LinkedHashMap<>();
    ServiceReference<?>[] offered = bundle.getRegisteredServices();
    for (ServiceReference<?> one : offered == null ? new ServiceReference<?>[0] : offered) {
      try {
        if (framework.getService(one) instanceof StatusSource source) {
          now.put(source.name(), source.status());
        }
      } finally {
        framework.ungetService(one);
      }
    }
    return now;
  }

  /**
   * Waits for it, 5 s at most.
   *
   * @param before the statuses before the change
   * @param keys what was changed
   */
  static SettingVerdict await(
      BundleContext framework,
      SettingForm form,
      Collection<String> keys,
      Map<String, Status> before) {
    long begin = System.nanoTime();
    Map<String, Status> now = of(framework, form.bundle());
    while (refusal(now, before, form, keys, false).isEmpty() && !settled(now, begin)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
      now = of(framework, form.bundle());
    }
    Optional<String> refusal = refusal(now, before, form, keys, true);
    return new SettingVerdict(
        refusal.isEmpty(), refusal.orElseGet(() -> changed(before, of(framework, form.bundle()))));
  }

  private static boolean settled(Map<String, Status> now, long begin) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    boolean starts =
        now.values().stream().anyMatch(status -> status.state() == Status.State.STARTING);
    return millis > (starts ? STARTED_MILLIS : SETTLED_MILLIS)
        || Thread.currentThread().isInterrupted();
  }

  /**
   * Returns the sentence that refuses.
   *
   * @param last whether the part had its time, so that a refusal of before that it still says, and
   *     that names what was changed, counts
   */
  private static Optional<String> refusal(
      Map<String, Status> now,
      Map<String, Status> before,
      SettingForm form,
      Collection<String> keys,
      boolean last) {
    return now.entrySet().stream()
        .filter(one -> one.getValue().cause() == Status.Cause.CONFIGURATION)
        .filter(
            one ->
                !one.getValue().sameAs(before.get(one.getKey()))
                    || (last && names(one.getValue().sentence(), form, keys)))
        .map(one -> one.getValue().sentence())
        .findFirst();
  }

  private static boolean names(String sentence, SettingForm form, Collection<String> keys) {
    boolean own = !form.factory() && sentence.contains(" of " + form.pid() + ":");
    return own || keys.stream().anyMatch(key -> sentence.contains("setting " + key + " of "));
  }

  private static String changed(Map<String, Status> before, Map<String, Status> now) {
    return now.entrySet().stream()
        .filter(one -> !one.getValue().sameAs(before.get(one.getKey())))
        .map(one -> one.getKey() + ": " + one.getValue().sentence())
        .findFirst()
        .orElse("");
  }
}
