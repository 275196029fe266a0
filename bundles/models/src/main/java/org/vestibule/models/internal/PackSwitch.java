// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.pack.Pack;

/**
 * Decides which pack serves which slot, and switches. Its methods run on the store's one worker;
 * {@link #problems()} and {@link #storageProblem()} may be read by all.
 */
final class PackSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(PackSwitch.class);

  private final SlotTable table;
  private final Settings settings;
  private final PackLibrary library;
  private final Consumer<ModelChanged> events;
  private final Choices choices;
  private final Map<String, ModelException> problems = new ConcurrentHashMap<>();
  private String tried = "";

  PackSwitch(Settings settings, SlotTable table, Consumer<ModelChanged> events) {
    this.settings = settings;
    this.library = new PackLibrary(settings.folder());
    this.table = table;
    this.events = events;
    this.choices = new Choices(settings.choices());
    choices.bySlot().forEach((slot, choice) -> table.slot(slot).previous(choice.previous()));
  }

  /** Returns the packs on disk; it may be used by all. */
  PackLibrary library() {
    return library;
  }

  /** Returns why packs could not serve when they last should, by name. */
  Map<String, ModelException> problems() {
    return problems;
  }

  /** Returns why choices could not be read or kept, empty when they could. */
  String storageProblem() {
    return choices.problem();
  }

  /** Lets every slot be served by the choice made for it, else by the list. */
  void serveAll(InferenceRuntime runtime) {
    tried = versions();
    problems.clear();
    Map<String, Set<String>> candidates = candidates();
    candidates.forEach((slot, names) -> serveFirst(slot, names, runtime));
    table.all().forEach((name, slot) -> dropUnlisted(candidates, name, slot));
    table.loading(false);
  }

  /** Returns whether a pack that is wanted was replaced or appeared since the last attempt. */
  boolean changedSinceTried() {
    return !versions().equals(tried);
  }

  /** Closes what a runtime that goes away has loaded. */
  void drop(InferenceRuntime gone) {
    for (Slot slot : table.all().values()) {
      Serving serving = slot.serving();
      if (serving != null && serving.runtime() == gone) {
        slot.problem(
            new ModelException(
                "native-missing",
                "model pack " + serving.pack().manifest().id(),
                "the inference runtime has gone",
                "an inference runtime",
                "Start the bundle org.vestibule.runtime-onnx."));
        table.clear(slot);
      }
    }
  }

  /**
   * Lets a pack serve its slot, beside which the old one serves until the new one has shown that it
   * runs; remembers the choice.
   */
  ModelManifest activate(String name, String reason, InferenceRuntime runtime)
      throws ModelException {
    try {
      Pack pack = library.pack(name);
      Slot slot = table.slot(pack.manifest().slot());
      Serving before = slot.serving();
      if (!serves(slot, pack, runtime)) {
        swap(slot, pack, runtime, reason);
      }
      problems.remove(name);
      slot.problem(null);
      if (before != null && !before.pack().manifest().name().equals(name)) {
        slot.previous(before.pack().manifest().name());
      }
      choices.keep(pack.manifest().slot(), new Choices.Choice(name, slot.previous()));
      return pack.manifest();
    } catch (ModelException e) {
      problems.put(name, e);
      throw e;
    }
  }

  /** Returns the packs for each slot, the one that serves if it can first. */
  private Map<String, Set<String>> candidates() {
    Map<String, Set<String>> candidates = new LinkedHashMap<>();
    for (String name : settings.serve()) {
      try {
        String slot = library.pack(name).manifest().slot();
        candidates.computeIfAbsent(slot, unused -> chosen(slot)).add(name);
      } catch (ModelException e) {
        problems.put(name, e);
      }
    }
    for (String slot : choices.bySlot().keySet()) {
      candidates.computeIfAbsent(slot, this::chosen);
    }
    return candidates;
  }

  private Set<String> chosen(String slot) {
    Set<String> names = new LinkedHashSet<>();
    Choices.Choice choice = choices.bySlot().get(slot);
    if (choice != null) {
      names.add(choice.active());
    }
    return names;
  }

  private void serveFirst(String slotName, Set<String> names, InferenceRuntime runtime) {
    Slot slot = table.slot(slotName);
    ModelException first = null;
    for (String name : names) {
      try {
        Pack pack = library.pack(name);
        if (!pack.manifest().slot().equals(slotName)) {
          throw otherSlot(pack, slotName);
        }
        if (!serves(slot, pack, runtime)) {
          swap(slot, pack, runtime, "started");
        }
        table.problem(slot, first);
        return;
      } catch (ModelException e) {
        LOG.warn("Slot {} is not served by {}: {}", slotName, name, e.getMessage(), e.getCause());
        problems.put(name, e);
        first = first == null ? e : first;
      }
    }
    table.problem(slot, first);
  }

  private void swap(Slot slot, Pack pack, InferenceRuntime runtime, String reason)
      throws ModelException {
    long start = System.nanoTime();
    LoadedModel model = PackLoader.load(pack, runtime);
    Serving old = slot.serving();
    String before = old == null ? "" : old.pack().manifest().id();
    table.swap(slot, pack, model, model instanceof FilesOnly ? null : runtime);
    String id = pack.manifest().id();
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOG.info("{} serves slot {} (loaded in {} ms)", id, pack.manifest().slot(), millis);
    if (!before.equals(id)) {
      events.accept(new ModelChanged(Instant.now(), pack.manifest().slot(), before, id, reason));
    }
  }

  private static boolean serves(Slot slot, Pack pack, InferenceRuntime runtime) {
    Serving serving = slot.serving();
    return serving != null
        && serving.pack().equals(pack)
        && (serving.runtime() == null || serving.runtime() == runtime);
  }

  private void dropUnlisted(Map<String, Set<String>> candidates, String name, Slot slot) {
    if (!candidates.containsKey(name)) {
      table.clear(slot);
    }
  }

  private String versions() {
    List<String> names = new ArrayList<>(settings.serve());
    choices.bySlot().values().forEach(choice -> names.add(choice.active()));
    StringBuilder versions = new StringBuilder();
    names.forEach(name -> versions.append(name).append(library.version(name)).append('\n'));
    return versions.toString();
  }

  private static ModelException otherSlot(Pack pack, String slot) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + pack.manifest().id(),
        "slot " + pack.manifest().slot(),
        "slot " + slot + ", for which it was chosen",
        "Activate a pack of slot " + slot + ".");
  }
}
