// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** A library that keeps what it is given, refuses what it is told to, and notes its orders. */
final class SampleLibrary implements ModelLibrary {
  final List<ModelInfo> models = new CopyOnWriteArrayList<>();
  final List<ModelComparison> comparisons = new CopyOnWriteArrayList<>();
  final List<String> orders = new CopyOnWriteArrayList<>();

  /** Where the staged archives lay, and what was in them. */
  final List<Path> sources = new CopyOnWriteArrayList<>();

  final List<byte[]> contents = new CopyOnWriteArrayList<>();

  /** What {@link #stage} answers. */
  volatile ModelManifest arriving;

  /** Every order ends with this code, empty for none. */
  volatile String refusal = "";

  /** Runs inside {@link #stage}. */
  volatile Runnable whileStaging = () -> {};

  @Override
  public List<ModelInfo> models() {
    return models;
  }

  @Override
  public List<ModelComparison> comparisons() {
    return comparisons;
  }

  /** What is said to be done now. */
  volatile String progress = "Testing moonshine-tiny@1.0.0";

  /** What nobody needs. */
  final List<String> unneeded = new CopyOnWriteArrayList<>(List.of("moonshine-tiny@0.9.0"));

  @Override
  public String progress() {
    return progress;
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    try {
      sources.add(source);
      contents.add(Files.readAllBytes(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    whileStaging.run();
    note("stage" + (downgrade ? " downgrade" : ""), who);
    return arriving;
  }

  @Override
  public ModelManifest activate(String pack, String who) throws ModelException {
    note("activate " + pack, who);
    return named(pack);
  }

  @Override
  public ModelManifest rollOut(String pack, String who) throws ModelException {
    note("roll out " + pack, who);
    return named(pack);
  }

  @Override
  public ModelManifest rollBack(String slot, String who) throws ModelException {
    note("roll back " + slot, who);
    return models.get(0).manifest();
  }

  @Override
  public List<String> prunable() throws ModelException {
    return List.copyOf(unneeded);
  }

  @Override
  public List<String> prune(String who) throws ModelException {
    note("prune", who);
    List<String> deleted = List.copyOf(unneeded);
    unneeded.clear();
    return deleted;
  }

  private ModelManifest named(String pack) {
    return models.stream()
        .map(ModelInfo::manifest)
        .filter(manifest -> manifest.name().equals(pack) || manifest.id().equals(pack))
        .findFirst()
        .orElseThrow();
  }

  private void note(String order, String who) throws ModelException {
    orders.add(who + ": " + order);
    if (!refusal.isEmpty()) {
      throw new ModelException(refusal, "model pack x", "this", "that", "Do so.");
    }
  }
}
