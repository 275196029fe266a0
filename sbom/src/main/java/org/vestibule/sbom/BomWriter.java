// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes CycloneDX 1.6 (ECMA-424) as JSON. Neither serial number nor time stands in it, so that the
 * same distribution has the same bill.
 */
final class BomWriter {
  /** The property that says where in the distribution something lies. */
  static final String PATH = "vestibule:path";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BomWriter() {}

  /** Returns the frame of a bill of this version of the gateway. */
  static ObjectNode frame(String version) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    root.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
    ObjectNode about = root.putObject("metadata").putObject("component");
    about.put("type", "application").put("bom-ref", "vestibule");
    about.put("group", "org.vestibule").put("name", "vestibule").put("version", version);
    licence(about, "Apache-2.0");
    root.putArray("components");
    return root;
  }

  static ObjectNode distribution(String version, List<Component> components) {
    ObjectNode root = frame(version);
    components.forEach(component -> add((ArrayNode) root.get("components"), component));
    return root;
  }

  static void write(ObjectNode bom, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, JSON.writeValueAsBytes(bom));
  }

  static void property(ObjectNode component, String name, String value) {
    component.withArray("properties").addObject().put("name", name).put("value", value);
  }

  static void hash(ObjectNode component, String sha256) {
    component.withArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256);
  }

  static void licence(ObjectNode component, String licence) {
    ObjectNode choice = component.putArray("licenses").addObject();
    if (licence.contains(" OR ") || licence.contains(" AND ") || licence.contains(" WITH ")) {
      choice.put("expression", licence);
    } else if (licence.startsWith("LicenseRef-")) {
      choice.putObject("license").put("name", licence);
    } else {
      choice.putObject("license").put("id", licence);
    }
  }

  private static void add(ArrayNode to, Component component) {
    ObjectNode node = to.addObject().put("type", "library").put("bom-ref", component.path());
    node.put("group", component.group()).put("name", component.artifact());
    if (!component.version().isEmpty()) {
      node.put("version", component.version());
    }
    if (!component.sha256().isEmpty()) {
      hash(node, component.sha256());
    }
    licence(node, component.licence());
    node.put("purl", component.purl());
    property(node, PATH, component.path());
    if (!component.inside().isEmpty()) {
      ArrayNode inside = node.putArray("components");
      component.inside().forEach(each -> add(inside, each));
    }
  }
}
