// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.Releases;

/**
 * What the store remembers over restarts: who was chosen, which releases were seen, what was
 * refused. Written by one thread, read by all.
 */
public final class Memory implements Releases {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final Path path;
  private final StateFile file;
  private volatile State state;
  private volatile String problem = "";

  /**
   * Reads the state; a file that cannot be used is a {@link #problem()}, and nothing is known.
   *
   * @param path {@code null} when nothing is kept
   * @param steps is told of each step of writing it
   */
  public Memory(Path path, Consumer<String> steps) {
    this.path = path;
    this.file = new StateFile(path, steps);
    try {
      state = file.read();
    } catch (IOException e) {
      LOG.warn("{} cannot be used, the configured packs serve", path, e);
      state = new State();
      problem =
          path
              + " cannot be read, so the configured packs serve and older releases are not refused."
              + " Activate the packs that you want.";
    }
  }

  /** Returns the choices by slot. */
  public Map<String, Choice> choices() {
    return Collections.unmodifiableMap(state.choices());
  }

  /** Returns a slot's choice. */
  public Choice choice(String slot) {
    return state.choices().getOrDefault(slot, Choice.NONE);
  }

  /** Returns why the state could not be read or kept, empty when it could. */
  public String problem() {
    return problem;
  }

  @Override
  public Optional<Seen> seen(String name) {
    return Optional.ofNullable(state.releases().get(name));
  }

  /** Returns why a pack was refused while it ran, empty when it was not. */
  public Optional<String> refusal(Pack pack) {
    return Optional.ofNullable(state.refusals().get(pack.manifest().id()))
        .filter(refusal -> refusal.digest().equals(pack.digest()))
        .map(State.Refusal::reason);
  }

  /** Remembers a choice; that it cannot be written is a {@link #problem()}, the pack serves on. */
  public void choose(String slot, Choice choice) {
    if (!choice(slot).equals(choice)) {
      keep(next -> next.choices().put(slot, choice));
    }
  }

  /** Remembers a choice, and that a person wants this pack whatever was said of it before. */
  public void choose(Pack pack, Choice choice) {
    keep(
        next -> {
          next.choices().put(pack.manifest().slot(), choice);
          next.refusals().remove(pack.manifest().id());
        });
  }

  /** Remembers that a pack left its bounds, and what serves instead. */
  public void refuse(Pack pack, String reason, Choice instead) {
    keep(
        next -> {
          next.choices().put(pack.manifest().slot(), instead);
          next.refusals().put(pack.manifest().id(), new State.Refusal(pack.digest(), reason));
        });
  }

  /** A person wants this pack whatever was said of it before. */
  public void forgive(Pack pack) {
    if (state.refusals().containsKey(pack.manifest().id())) {
      keep(next -> next.refusals().remove(pack.manifest().id()));
    }
  }

  /**
   * Remembers a release that was taken in.
   *
   * @throws ModelException {@code storage-full} when it cannot be kept, and the pack not taken in
   */
  public void saw(Pack pack) throws ModelException {
    State next = state.copy();
    Seen seen = new Seen(pack.manifest().release(), pack.manifest().version(), pack.digest());
    next.releases()
        .merge(
            pack.manifest().name(), seen, (old, now) -> old.release() > now.release() ? old : now);
    next.refusals().remove(pack.manifest().id());
    if (next.equals(state)) {
      return;
    }
    try {
      file.write(next);
      state = next;
    } catch (IOException e) {
      throw new ModelException(
          "storage-full",
          "model pack " + pack.manifest().id(),
          "its release cannot be written to " + path + " (" + e.getClass().getSimpleName() + ")",
          "a disk that can be written to",
          "Check the disk and stage the pack again.",
          e);
    }
  }

  private void keep(Consumer<State> change) {
    State next = state.copy();
    change.accept(next);
    try {
      file.write(next);
      problem = "";
    } catch (IOException e) {
      LOG.warn("{} cannot be written", path, e);
      problem =
          "What serves was changed, but that cannot be written to "
              + path
              + " and is lost at the next start. Check the disk.";
    }
    state = next;
  }
}
