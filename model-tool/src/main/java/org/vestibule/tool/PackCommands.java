// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.PackArchive;
import org.vestibule.models.internal.pack.SelfTestRecorder;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** Making packs and telling them apart. */
final class PackCommands {
  private PackCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "pack",
            "pack FOLDER [OUT.zip]",
            """
            Checks a pack's manifest and files and writes it as one zip archive.
            Size and SHA-256 that model.json does not give yet are filled in; those that it gives must be right.
            The same pack gives the same bytes on every machine. Without OUT.zip it is NAME@VERSION.zip here.""",
            Set.of(),
            Set.of(),
            1,
            2,
            PackCommands::pack),
        new Command(
            "golden",
            "golden FOLDER",
            """
            Runs a pack here and writes what it gives into model.json, as the self-test that it must pass elsewhere.
            The samples of the key selfTest are run again when there are some; otherwise one is made up for each network.
            A signature goes, because the manifest changes: sign afterwards.""",
            Set.of(),
            Set.of(),
            1,
            1,
            PackCommands::golden),
        new Command(
            "diff",
            "diff A B",
            """
            Shows in what two packs differ: keys of the manifest, hashes of files, licence, and whether templates stay valid.
            A and B are folders, archives, or names of packs in the data folder, for example fr-feature@1.1.0.""",
            Set.of(),
            Set.of(),
            2,
            2,
            PackCommands::diff));
  }

  private static void pack(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Path folder = arguments.path(0);
    ManifestFile manifest = ManifestFile.read(folder);
    List<String> filled = manifest.fillIn();
    boolean wasSigned = !filled.isEmpty() && manifest.save();
    screen.progress("Checking " + folder.getFileName());
    Pack pack = new ManifestReader().read(folder);
    pack.check();
    String name = pack.manifest().id() + ".zip";
    Path archive = Arguments.path(arguments.optional(1).orElse(name));
    screen.progress("Writing " + archive.getFileName());
    PackArchive.write(folder, archive);
    String sentence =
        archive + ", " + Files.size(archive) + " bytes, holds " + pack.manifest().id();
    if (!filled.isEmpty()) {
      sentence += "\nFilled in: " + String.join(", ", filled);
    }
    if (wasSigned) {
      sentence += "\nThe signature was over another manifest and is gone: sign the pack again.";
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("pack", pack.manifest().id());
    value.put("archive", archive.toString());
    value.put("bytes", Files.size(archive));
    value.put("filledIn", filled);
    value.put("signatureRemoved", wasSigned);
    screen.answer(sentence, value);
  }

  private static void golden(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Path folder = arguments.path(0);
    Pack pack = new ManifestReader().read(folder);
    pack.check();
    screen.progress("Running " + pack.manifest().id());
    String recorded;
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(pack.manifest(), folder)) {
      recorded = SelfTestRecorder.record(pack, model);
    }
    ManifestFile manifest = ManifestFile.read(folder);
    manifest.put("selfTest", recorded);
    boolean wasSigned = manifest.save();
    int samples = new ManifestReader().read(folder).selfTest().samples().size();
    screen.answer(
        samples
            + (samples == 1 ? " golden sample" : " golden samples")
            + " recorded in "
            + folder.resolve("model.json")
            + (wasSigned ? "\nThe signature is gone: sign the pack again." : ""),
        Map.of("pack", pack.manifest().id(), "samples", samples, "signatureRemoved", wasSigned));
  }

  private static void diff(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Path packs = arguments.data().resolve("models");
    Difference difference =
        Difference.between(
            ManifestSource.read(arguments.plain(0), packs),
            ManifestSource.read(arguments.plain(1), packs));
    List<List<String>> rows = new ArrayList<>();
    for (Difference.Line line : difference.lines()) {
      rows.add(List.of(line.key(), line.before(), line.after()));
    }
    if (!rows.isEmpty()) {
      rows.add(List.of("templates", difference.templates(), ""));
    }
    screen.table(
        List.of("", difference.before(), difference.after()),
        rows,
        "No difference: " + difference.before() + " is " + difference.after() + ".",
        difference);
  }
}
