// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Where answers go: words for people, one line of JSON for scripts. Not thread-safe. */
final class Screen {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final boolean terminal;
  private int shown;

  /**
   * @param json whether answers are JSON
   * @param terminal whether somebody watches while it works
   */
  Screen(PrintStream out, PrintStream err, boolean json, boolean terminal) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.terminal = terminal;
  }

  /** Shows the answer: the sentence to people, the value to scripts. */
  void answer(String sentence, Object value) throws IOException {
    clear();
    out.println(json ? json(value) : sentence);
  }

  /** Shows rows below their headings, or a sentence when there are none. */
  void table(List<String> headings, List<List<String>> rows, String none, Object value)
      throws IOException {
    if (json || rows.isEmpty()) {
      answer(none, value);
      return;
    }
    clear();
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, headings);
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = all.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Returns whether a person watches. */
  boolean watched() {
    return terminal && !json;
  }

  /** Shows what is being done, in one line that the next one replaces; only to a person. */
  void progress(String sentence) {
    if (watched()) {
      clear();
      String line = sentence.length() > 100 ? sentence.substring(0, 97) + "..." : sentence;
      err.print(line);
      err.flush();
      shown = line.length();
    }
  }

  /** Shows a refusal: everything that a person needs to go on. */
  void refusal(VestibuleException e) throws IOException {
    clear();
    if (json) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("code", e.code());
      fields.put("input", e.input());
      fields.put("found", e.found());
      fields.put("allowed", e.allowed());
      fields.put("remedy", e.remedy());
      err.println(json(fields));
      return;
    }
    err.println(e.code() + ": " + e.input());
    err.println("  found:    " + e.found());
    err.println("  allowed:  " + e.allowed());
    err.println("  remedy:   " + e.remedy());
  }

  /** Shows why the command line was not understood. */
  void wrongUse(String sentence, String use) {
    clear();
    err.println("vestibule: " + sentence);
    err.println("usage: ./vestibule " + use);
  }

  static String json(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  private void clear() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }
}
