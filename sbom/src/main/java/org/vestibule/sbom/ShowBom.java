// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Prints a bill as a table: what, which version, which licence; what is unclear is marked. */
public final class ShowBom {
  private final PrintStream out;
  private int listed;
  private int unclear;

  private ShowBom(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param arguments the bill
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: ShowBom BOM.json");
    }
    show(Path.of(arguments[0]), System.out);
  }

  static void show(Path bom, PrintStream out) throws IOException {
    ShowBom table = new ShowBom(out);
    table.rows(new ObjectMapper().readTree(bom.toFile()).path("components"), "");
    out.printf("%d components, %d with an unclear licence or use%n", table.listed, table.unclear);
    out.println(bom.toAbsolutePath().normalize());
  }

  private void rows(JsonNode components, String indent) {
    for (JsonNode component : components) {
      if (component.path("type").asText().equals("file")) {
        continue;
      }
      String licence = licence(component.path("licenses").path(0));
      String use = property(component, "vestibule:commercialUse");
      boolean open = Licences.unclear(licence) || use.equals("unknown");
      listed++;
      unclear += open ? 1 : 0;
      out.printf(
          "%-58s %-18s %s%s%s%n",
          indent + component.path("name").asText(),
          component.path("version").asText("-"),
          licence,
          use.isEmpty() ? "" : "; commercial use: " + use,
          open ? "  (unclear)" : "");
      rows(component.path("components"), indent + "  ");
    }
  }

  private static String licence(JsonNode choice) {
    JsonNode licence = choice.path("license");
    return licence.isMissingNode()
        ? choice.path("expression").asText("-")
        : licence.path("id").asText(licence.path("name").asText());
  }

  private static String property(JsonNode component, String name) {
    for (JsonNode property : component.path("properties")) {
      if (property.path("name").asText().equals(name)) {
        return property.path("value").asText();
      }
    }
    return "";
  }
}
