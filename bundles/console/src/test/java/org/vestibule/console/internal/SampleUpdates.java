// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.FeatureInfo;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.update.UpdateReport;

/** An update agent that writes down what it was asked, and refuses what a test tells it to. */
final class SampleUpdates implements FeatureUpdates {
  final List<String> orders = new CopyOnWriteArrayList<>();
  final List<FeatureInfo> features =
      new CopyOnWriteArrayList<>(
          List.of(
              new FeatureInfo(
                  "audio",
                  "Hears",
                  "0.1.1",
                  List.of("0.1.0", "0.1.1"),
                  "0.1.0",
                  "ACTIVE",
                  true,
                  "")));
  volatile String refusal = "";

  /** What is said to be done now. */
  volatile String progress = "Updating vision";

  /** Runs inside an order. */
  volatile Runnable whileWorking = () -> {};

  @Override
  public List<FeatureInfo> features() {
    return features;
  }

  @Override
  public String progress() {
    return progress;
  }

  @Override
  public UpdateReport install(String feature, String who) throws VestibuleException {
    return done("install", feature, "", who, "", "0.1.0");
  }

  @Override
  public UpdateReport remove(String feature, String who) throws VestibuleException {
    return done("remove", feature, "", who, "0.1.1", "");
  }

  @Override
  public UpdateReport update(String feature, String file, String who) throws VestibuleException {
    return done("update", feature, " " + file, who, "0.1.0", "0.1.1");
  }

  @Override
  public UpdateReport rollBack(String feature, String who) throws VestibuleException {
    return done("roll-back", feature, "", who, "0.1.1", "0.1.0");
  }

  @Override
  public RestartPlan updateByRestart(String feature, String file, String who) {
    orders.add(who + ": restart " + feature + " " + file);
    return new RestartPlan(feature, "0.1.0", "0.1.1", "it holds the open visits", 60);
  }

  @Override
  public RestartPlan rollBackByRestart(String feature, String who) {
    orders.add(who + ": restart back " + feature);
    return new RestartPlan(feature, "0.1.1", "0.1.0", "it holds the open visits", 60);
  }

  private UpdateReport done(
      String deed, String feature, String file, String who, String before, String after)
      throws VestibuleException {
    if (!refusal.isEmpty()) {
      throw new VestibuleException(refusal, feature, "this", "that", "Do otherwise.");
    }
    orders.add(who + ": " + deed + " " + feature + file);
    whileWorking.run();
    features.replaceAll(each -> each.name().equals(feature) ? at(each, after) : each);
    return new UpdateReport(feature, before, after, 40, 300, List.of());
  }

  private static FeatureInfo at(FeatureInfo feature, String version) {
    return new FeatureInfo(
        feature.name(),
        feature.title(),
        version,
        feature.available(),
        version.equals("0.1.1") ? "0.1.0" : "",
        version.isEmpty() ? "ABSENT" : "ACTIVE",
        feature.live(),
        feature.restart());
  }
}
