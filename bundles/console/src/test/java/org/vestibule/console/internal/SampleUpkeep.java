// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.update.FeatureInfo;

/** What happened before the invented day: features, a model on trial, an audit, receipts. */
final class SampleUpkeep {
  private SampleUpkeep() {}

  static void fill(SampleConsole console) throws IOException, VestibuleException {
    console.sample.house.updates = updates();
    jar(console.data, "audio", "0.1.1");
    jar(console.data, "core", "0.2.0");
    console.sample.library.progress = "";
    onTrial(console.sample.library);
    audit(console.sample.house.audit);
    receipts(console.trust.receipts);
    console.trust.sent.add(
        new EgressBroker.Report(
            "webhook",
            "org.vestibule.integrations.notify",
            Map.of(DataClass.PERSONAL, 20_480L, DataClass.STATISTICS, 310L),
            48_211,
            3,
            List.of(
                new EgressBroker.Host("hooks.example", 443, true),
                new EgressBroker.Host("127.0.0.1", 8080, false))));
  }

  private static SampleUpdates updates() {
    SampleUpdates updates = new SampleUpdates();
    updates.progress = "";
    updates.features.clear();
    updates.features.add(feature("audio", "Hears and speaks at the door", "0.1.0", ""));
    updates.features.add(feature("console", "REST and this page", "0.1.0", ""));
    updates.features.add(
        feature(
            "core",
            "Visits, door policy, events",
            "0.1.0",
            "it holds the open visits and the enrolled people"));
    updates.features.add(feature("identification", "Finds a face among all enrolled", "", ""));
    updates.features.add(feature("intent", "Sorts what visitors want", "0.1.1", ""));
    updates.features.add(feature("models", "Keeps the model packs", "0.1.0", ""));
    updates.features.add(
        feature(
            "runtime-onnx", "Runs the models", "0.1.0", "its native libraries cannot be unloaded"));
    updates.features.add(feature("vision", "Sees faces, people and parcels", "0.1.0", ""));
    return updates;
  }

  private static FeatureInfo feature(String name, String title, String version, String restart) {
    boolean newer = version.equals("0.1.1");
    return new FeatureInfo(
        name,
        title,
        version,
        newer ? List.of("0.1.0", "0.1.1") : List.of("0.1.0"),
        newer ? "0.1.0" : "",
        version.isEmpty() ? "ABSENT" : "ACTIVE",
        restart.isEmpty(),
        restart);
  }

  /** Lays a jar into the folder of updates. */
  static void jar(Path data, String feature, String version) throws IOException {
    Path folder = Files.createDirectories(data.resolve("updates"));
    Files.write(
        folder.resolve(feature + "-" + version + ".jar"),
        SampleJars.jar("org.vestibule." + feature, version, ""));
  }

  /** Puts a smaller recogniser into shadow beside the one that serves. */
  static void onTrial(SampleLibrary library) {
    library.models.replaceAll(
        info -> info.manifest().name().equals("moonshine-tiny") ? shadow(info) : info);
    library.comparisons.add(
        new ModelComparison(
            "speech",
            "moonshine-base@1.0.0",
            "moonshine-tiny@1.0.0",
            "shadow",
            Instant.now().minusSeconds(5400),
            212,
            9,
            2,
            205,
            5,
            1,
            0.219,
            212,
            -0.013,
            -0.021,
            -0.004,
            148.2,
            61.7,
            0,
            "running",
            "moonshine-tiny@1.0.0 is in shadow: 212 of 500 requests compared, 7 with another"
                + " decision, 9 dropped"));
  }

  private static ModelInfo shadow(ModelInfo info) {
    ModelManifest is = info.manifest();
    ModelManifest with =
        new ModelManifest(
            is.name(),
            is.version(),
            is.release(),
            is.expires(),
            is.slot(),
            is.task(),
            is.family(),
            List.of("en", "de"),
            is.licence(),
            is.commercialUse(),
            is.notice(),
            is.space(),
            is.networks(),
            is.tokenizer(),
            is.labels(),
            is.parameters());
    return new ModelInfo(with, ModelState.SHADOW, info.signer(), 1, "");
  }

  private static void audit(AuditTrail trail) throws VestibuleException {
    trail.record("gateway", "owner-made", Map.of("name", "maya"));
    trail.record("maya", "consent-given", Map.of("person", SampleTrust.PSEUDONYM));
    trail.record("maya", "feature-install", Map.of("feature", "intent", "version", "0.1.1"));
    trail.record("models", "model-shadowed", Map.of("pack", "moonshine-tiny@1.0.0"));
    trail.record(
        "visit:v-20260101-0008-a1d2",
        "door-opened",
        Map.of("door", "front-door", "person", SampleTrust.PSEUDONYM));
    trail.record("retention", "retention-ran", Map.of("visit", "2"));
    trail.record("ada", "notice-acknowledged", Map.of("notice", "n-12"));
  }

  private static void receipts(List<ErasureReceipt> receipts) {
    receipts.add(
        new ErasureReceipt(
            "r-1",
            "subject-00000000-0000-0000-0000-000000000007",
            Instant.parse("2026-01-12T09:30:00Z"),
            "requested",
            Map.of("store", 14, "vision", 3),
            "00",
            2,
            7,
            "11",
            "AA=="));
  }
}
