// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.RolloutPolicy.Canary;
import org.vestibule.models.internal.pack.RolloutPolicy.Shadow;
import org.vestibule.models.internal.pack.RolloutPolicy.Watch;

/** The part of {@link ManifestReader} that reads {@code rollout}; every key is optional. */
final class RolloutReader {
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int MOST_SECONDS = 86_400;
  private static final double MOST_RATIO = 100;
  private static final double MOST_SHIFT = 1000;

  private RolloutReader() {}

  static RolloutPolicy of(Fields manifest) throws ModelException {
    RolloutPolicy defaults = RolloutPolicy.DEFAULT;
    if (!manifest.has("rollout")) {
      return defaults;
    }
    Fields rollout = manifest.object("rollout", keys("shadow", "canary", "watch"));
    return new RolloutPolicy(
        rollout.has("shadow") ? shadow(rollout, defaults.shadow()) : defaults.shadow(),
        rollout.has("canary") ? canary(rollout, defaults.canary()) : defaults.canary(),
        rollout.has("watch") ? watch(rollout, defaults.watch()) : defaults.watch());
  }

  private static Shadow shadow(Fields rollout, Shadow otherwise) throws ModelException {
    Fields shadow =
        rollout.object("shadow", keys("share", "minimum", "maxDisagreement", "maxScoreShift"));
    return new Shadow(
        shadow.number("share", 0, 1, otherwise.share()),
        whole(shadow, "minimum", MOST_REQUESTS, otherwise.minimum()),
        shadow.number("maxDisagreement", 0, 1, otherwise.maxDisagreement()),
        shadow.number("maxScoreShift", 0, MOST_SHIFT, otherwise.maxScoreShift()));
  }

  private static Canary canary(Fields rollout, Canary otherwise) throws ModelException {
    Fields canary =
        rollout.object("canary", keys("share", "minimum", "maxErrorRate", "maxLatencyRatio"));
    return new Canary(
        canary.number("share", 0, 1, otherwise.share()),
        whole(canary, "minimum", MOST_REQUESTS, otherwise.minimum()),
        canary.number("maxErrorRate", 0, 1, otherwise.maxErrorRate()),
        canary.number("maxLatencyRatio", 1, MOST_RATIO, otherwise.maxLatencyRatio()));
  }

  private static Watch watch(Fields rollout, Watch otherwise) throws ModelException {
    Fields watch =
        rollout.object(
            "watch",
            keys("seconds", "minimum", "maxErrorRate", "maxLatencyRatio", "maxDisagreement"));
    return new Watch(
        whole(watch, "seconds", MOST_SECONDS, otherwise.seconds()),
        whole(watch, "minimum", MOST_REQUESTS, otherwise.minimum()),
        watch.number("maxErrorRate", 0, 1, otherwise.maxErrorRate()),
        watch.number("maxLatencyRatio", 1, MOST_RATIO, otherwise.maxLatencyRatio()),
        watch.number("maxDisagreement", 0, 1, otherwise.maxDisagreement()));
  }

  private static int whole(Fields fields, String key, int most, int otherwise)
      throws ModelException {
    return fields.has(key) ? (int) fields.whole(key, 1, most) : otherwise;
  }

  private static Set<String> keys(String... keys) {
    return new TreeSet<>(List.of(keys));
  }
}
