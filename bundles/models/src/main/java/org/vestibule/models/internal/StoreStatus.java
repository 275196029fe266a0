// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.slot.Slot;
import org.vestibule.models.internal.slot.SlotTable;

/** Puts the store's state into one status: what does not serve, why, and what to do. */
final class StoreStatus {
  private final Map<String, Cause> sentences = new LinkedHashMap<>();
  private final List<String> serving = new ArrayList<>();

  private StoreStatus() {}

  /**
   * @param refusedConfiguration why the last configuration was refused, empty when it was not
   * @param remark what people should know although everything serves, empty when nothing
   */
  static Status of(Works works, String refusedConfiguration, String remark) {
    SlotTable table = works.table();
    if (table.loading()) {
      return Status.starting("Loading model packs");
    }
    StoreStatus status = new StoreStatus();
    status.add(Cause.CONFIGURATION, refusedConfiguration);
    table.all().forEach(status::add);
    works.problems().forEach((name, problem) -> status.addUnserved(table, problem));
    status.add(Cause.STORAGE, works.memory().problem());
    return status.sum(remark);
  }

  private void add(String name, Slot slot) {
    Serving now = slot.active();
    if (now != null) {
      serving.add(now.id());
    }
    if (slot.problem() != null) {
      String instead = now == null ? "" : " Until then " + now.id() + " serves slot " + name + ".";
      add(cause(slot.problem()), slot.problem().getMessage() + instead);
    }
  }

  /** A pack of the list that is not there or not sound: its slot may not even be known. */
  private void addUnserved(SlotTable table, ModelException problem) {
    boolean told = table.all().values().stream().anyMatch(slot -> slot.problem() == problem);
    boolean early =
        problem.code().equals("model-missing") || problem.code().equals("model-manifest-invalid");
    if (!told && early) {
      add(cause(problem), problem.getMessage());
    }
  }

  private void add(Cause cause, String sentence) {
    if (!sentence.isEmpty()) {
      sentences.putIfAbsent(sentence, cause);
    }
  }

  private Status sum(String remark) {
    if (sentences.isEmpty()) {
      String what = serving.size() == 1 ? " model pack serves: " : " model packs serve: ";
      return Status.ready(
          serving.size()
              + what
              + String.join(", ", serving)
              + (remark.isEmpty() ? "" : "." + remark));
    }
    Map.Entry<String, Cause> first = sentences.entrySet().iterator().next();
    int more = sentences.size() - 1;
    String sentence = first.getKey() + (more == 0 ? "" : " (" + more + " more problems)") + remark;
    return serving.isEmpty()
        ? Status.unavailable(first.getValue(), sentence)
        : Status.degraded(first.getValue(), sentence);
  }

  private static Cause cause(ModelException problem) {
    return switch (problem.code()) {
      case "model-missing" -> Cause.MODEL_MISSING;
      case "native-missing" -> Cause.NATIVE_MISSING;
      default -> Cause.MODEL_INVALID;
    };
  }
}
