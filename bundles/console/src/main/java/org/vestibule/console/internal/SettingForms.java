// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The forms of all bundles of the house, read from their Metatype descriptions (OSGi Compendium,
 * chapter 105), once for each version of a bundle. Thread-safe.
 */
final class SettingForms {
  private static final Logger LOG = LoggerFactory.getLogger(SettingForms.class);
  private static final Map<String, String> TYPES =
      Map.of(
          "Integer",
          "whole",
          "Long",
          "whole",
          "Short",
          "whole",
          "Double",
          "decimal",
          "Float",
          "decimal",
          "Boolean",
          "boolean",
          "Password",
          "secret");

  private record Read(long modified, List<SettingForm> forms) {}

  private final BundleContext framework;
  private final Map<Long, Read> read = new ConcurrentHashMap<>();

  SettingForms(BundleContext framework) {
    this.framework = framework;
  }

  List<SettingForm> all() {
    return installed().stream().filter(form -> form.bundle().getState() == Bundle.ACTIVE).toList();
  }

  /** Returns those of bundles that do not run, too. */
  List<SettingForm> installed() {
    return Stream.of(framework.getBundles())
        .filter(InstalledBundles::own)
        .flatMap(bundle -> of(bundle).stream())
        .toList();
  }

  Optional<SettingForm> find(String pid) {
    return all().stream().filter(form -> form.pid().equals(pid)).findFirst();
  }

  private List<SettingForm> of(Bundle bundle) {
    long modified = bundle.getLastModified();
    return read.compute(
            bundle.getBundleId(),
            (id, before) ->
                before != null && before.modified() == modified
                    ? before
                    : new Read(modified, parse(bundle)))
        .forms();
  }

  private static List<SettingForm> parse(Bundle bundle) {
    List<SettingForm> forms = new ArrayList<>();
    for (URL file : FormFiles.of(bundle)) {
      try (InputStream in = FormFiles.open(file)) {
        forms.addAll(parse(bundle, in));
      } catch (IOException | SAXException | ParserConfigurationException e) {
        LOG.warn("The form {} of {} cannot be read and is not shown", file, bundle, e);
      }
    }
    return List.copyOf(forms);
  }

  static List<SettingForm> parse(Bundle bundle, InputStream in)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    List<SettingForm> forms = new ArrayList<>();
    for (Element ocd : elements(root, "OCD")) {
      List<Setting> settings = elements(ocd, "AD").stream().map(SettingForms::setting).toList();
      for (Element designate : elements(root, "Designate")) {
        boolean mine =
            elements(designate, "Object").stream()
                .anyMatch(named -> named.getAttribute("ocdref").equals(ocd.getAttribute("id")));
        if (mine) {
          String several = designate.getAttribute("factoryPid");
          forms.add(
              new SettingForm(
                  several.isEmpty() ? designate.getAttribute("pid") : several,
                  !several.isEmpty(),
                  ocd.getAttribute("name"),
                  ocd.getAttribute("description"),
                  bundle,
                  settings));
        }
      }
    }
    return forms;
  }

  private static Setting setting(Element ad) {
    String key = ad.getAttribute("id");
    String description = ad.getAttribute("description");
    List<Setting.Choice> choices =
        elements(ad, "Option").stream()
            .map(
                option ->
                    new Setting.Choice(option.getAttribute("value"), option.getAttribute("label")))
            .toList();
    String type = TYPES.getOrDefault(ad.getAttribute("type"), "text");
    if (type.equals("text")) {
      type = Setting.secret(key, description) ? "secret" : choices.isEmpty() ? "text" : "choice";
    }
    Optional<String> standard =
        ad.hasAttribute("default")
            ? Optional.of(ad.getAttribute("default").replaceAll("\\\\(.)", "$1"))
            : Optional.empty();
    String cardinality = ad.getAttribute("cardinality");
    return new Setting(
        key,
        ad.getAttribute("name"),
        description,
        type,
        !cardinality.isEmpty() && !cardinality.equals("0"),
        ad.getAttribute("min"),
        ad.getAttribute("max"),
        standard,
        choices,
        !ad.getAttribute("required").equals("false") && standard.isEmpty());
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
