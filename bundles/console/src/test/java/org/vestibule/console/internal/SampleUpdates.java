// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.FeatureInfo;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.update.UpdateReport;

/** An update agent that writes down what it was asked, and refuses what a test tells it to. */
final class SampleUpdates implements FeatureUpdates {
  final List<String> orders = new ArrayList<>();
  String refusal = "";

  @Override
  public List<FeatureInfo> features() {
    return List.of(
        new FeatureInfo(
            "audio", "Hears", "0.1.1", List.of("0.1.0", "0.1.1"), "0.1.0", "ACTIVE", true, ""));
  }

  @Override
  public String progress() {
    return "Updating vision";
  }

  @Override
  public UpdateReport install(String feature, String who) throws VestibuleException {
    return done("install", feature, "", who);
  }

  @Override
  public UpdateReport remove(String feature, String who) throws VestibuleException {
    return done("remove", feature, "", who);
  }

  @Override
  public UpdateReport update(String feature, String file, String who) throws VestibuleException {
    return done("update", feature, " " + file, who);
  }

  @Override
  public UpdateReport rollBack(String feature, String who) throws VestibuleException {
    return done("roll-back", feature, "", who);
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

  private UpdateReport done(String deed, String feature, String file, String who)
      throws VestibuleException {
    if (!refusal.isEmpty()) {
      throw new VestibuleException(refusal, feature, "this", "that", "Do otherwise.");
    }
    orders.add(who + ": " + deed + " " + feature + file);
    return new UpdateReport(feature, "0.1.0", "0.1.1", 40, 300, List.of());
  }
}
