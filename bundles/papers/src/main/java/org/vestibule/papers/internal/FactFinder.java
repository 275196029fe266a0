// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.EgressBroker.Permitted;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Retention;

/**
 * Finds the facts. Versions are left out: an update of the same bundle changes no paper. Whoever is
 * not there is {@code null}, which is not the same as nothing.
 */
final class FactFinder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FactFinder() {}

  static Facts find(Wiring wiring) {
    ObjectNode root = JSON.createObjectNode();
    Controller controller = wiring.controller();
    root.putObject("controller")
        .put("name", controller.name())
        .put("address", controller.address())
        .put("contact", controller.contact())
        .put("dpo", controller.dpo());
    strings(root.putArray("bundles"), wiring.bundles());
    sinks(root, wiring);
    wiring.law().ifPresentOrElse(law -> site(root, law), () -> root.putNull("site"));
    ArrayNode data = root.putArray("data");
    for (DataKind kind : DataKind.values()) {
      data.addObject().put("kind", kind.label()).put("purpose", kind.purpose().label());
    }
    wiring
        .retention()
        .ifPresentOrElse(job -> retention(root, job), () -> root.putNull("retention"));
    wiring.models().ifPresentOrElse(library -> models(root, library), () -> root.putNull("models"));
    return new Facts(root);
  }

  private static void sinks(ObjectNode root, Wiring wiring) {
    Map<String, Permitted> permitted =
        wiring.broker().map(EgressBroker::permitted).orElse(List.of()).stream()
            .collect(Collectors.toMap(Permitted::sink, Function.identity()));
    ArrayNode sinks = root.putArray("sinks");
    wiring.sinks().stream()
        .sorted(
            Comparator.comparing(Wiring.DeclaredSink::sink)
                .thenComparing(Wiring.DeclaredSink::bundle))
        .forEach(
            declared -> {
              Optional<Permitted> site = Optional.ofNullable(permitted.get(declared.sink()));
              ObjectNode sink =
                  sinks
                      .addObject()
                      .put("sink", declared.sink())
                      .put("bundle", declared.bundle())
                      .put("purpose", declared.purpose());
              strings(sink.putArray("declared"), declared.classes());
              if (wiring.broker().isEmpty()) {
                sink.putNull("allowed").putNull("hosts");
                return;
              }
              strings(sink.putArray("allowed"), labels(site));
              strings(sink.putArray("hosts"), site.map(Permitted::hosts).orElse(Set.of()));
            });
  }

  private static List<String> labels(Optional<Permitted> site) {
    return site.map(Permitted::classes).orElse(Set.of()).stream().map(DataClass::label).toList();
  }

  private static void site(ObjectNode root, SiteLaw law) {
    SiteProfile profile = law.profile();
    ObjectNode site =
        root.putObject("site").put("profile", profile.name()).put("title", profile.title());
    strings(
        site.putArray("releaseChannels"),
        profile.releaseChannels().stream().map(ConsentWish.Channel::label).toList());
    strings(site.putArray("refused"), profile.refused().stream().map(DataKind::label).toList());
    site.put("inactivity", profile.inactivity().toString());
    site.put("erasureDelay", profile.erasureDelay().toString());
    ArrayNode regulations = site.putArray("regulations");
    law.regulations().stream()
        .filter(each -> profile.regulations().contains(each.id()))
        .sorted(Comparator.comparing(each -> each.id()))
        .forEach(
            each ->
                regulations
                    .addObject()
                    .put("id", each.id())
                    .put("title", each.title())
                    .put("applies", each.applies().map(Object::toString).orElse(""))
                    .put("source", each.source())
                    .put("asOf", each.asOf().toString()));
  }

  private static void retention(ObjectNode root, Retention job) {
    ArrayNode rules = root.putArray("retention");
    job.rules().stream()
        .sorted(Comparator.comparing(Retention.Rule::what))
        .forEach(
            rule ->
                rules
                    .addObject()
                    .put("what", rule.what())
                    .put("keep", rule.keep().toString())
                    .put("because", rule.because()));
  }

  private static void models(ObjectNode root, ModelLibrary library) {
    ArrayNode models = root.putArray("models");
    library.models().stream()
        .map(ModelInfo::manifest)
        .sorted(Comparator.comparing(model -> model.name() + " " + model.slot()))
        .map(
            model ->
                JSON.createObjectNode()
                    .put("name", model.name())
                    .put("slot", model.slot())
                    .put("licence", model.licence())
                    .put("commercialUse", model.commercialUse()))
        .distinct()
        .forEach(models::add);
  }

  private static void strings(ArrayNode array, Collection<String> values) {
    Stream<String> sorted = values.stream().sorted();
    sorted.forEach(array::add);
  }
}
