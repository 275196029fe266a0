// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.vestibule.api.access.Permission;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;
import org.vestibule.messages.Form;
import org.vestibule.messages.senml.SenMlPack;

/** Visits as a caller may see them: where it may, and with no more in them. Thread-safe. */
final class VisitViews {
  private static final int USUAL = 20;
  private static final int MOST = 50;
  private static final String LIMIT = "limit=";

  /** From all that there is to what happened alone; whoever may less begins further down. */
  private static final List<Set<DataClass>> STEPS =
      List.of(
          EnumSet.allOf(DataClass.class),
          EnumSet.complementOf(EnumSet.of(DataClass.TRANSCRIPT)),
          EnumSet.complementOf(EnumSet.of(DataClass.TRANSCRIPT, DataClass.PERSONAL)));

  private final CoapHouse house;
  private final Supplier<String> building;

  VisitViews(CoapHouse house, Supplier<String> building) {
    this.house = house;
    this.building = building;
  }

  List<View.Form> all(Asking asking, OptionSet options) throws Refused {
    int limit = limit(options);
    List<List<Form>> stories =
        visits(asking).recent(MOST).stream()
            .filter(story -> StoryForms.at(asking.caller(), Permission.SEE_VISITS, story))
            .limit(limit)
            .map(story -> StoryForms.of(story, asking, building.get()))
            .toList();
    // Together by what they hold, so that no form comes twice.
    Map<Set<DataClass>, View.Form> forms = new LinkedHashMap<>();
    for (Set<DataClass> step : STEPS) {
      View.Form form = together(stories, step);
      forms.putIfAbsent(form.classes(), form);
    }
    return List.copyOf(forms.values());
  }

  View one(String id) {
    return (asking, options) -> {
      Visits visits = visits(asking);
      VisitStory story =
          visitId(id)
              .flatMap(visits::story)
              .filter(found -> StoryForms.at(asking.caller(), Permission.SEE_VISITS, found))
              .orElseThrow(() -> Refused.unknown("visit"));
      return StoryForms.of(story, asking, building.get()).stream()
          .map(form -> new View.Form(form.classes(), StoryForms.plain(form), none()))
          .toList();
    };
  }

  private static View.Form together(List<List<Form>> stories, Set<DataClass> allowed) {
    EnumSet<DataClass> classes = EnumSet.of(DataClass.EVENT);
    List<Map<String, Object>> plain =
        stories.stream()
            .flatMap(forms -> StoryForms.within(forms, allowed).stream())
            .peek(form -> classes.addAll(form.classes()))
            .map(StoryForms::plain)
            .toList();
    return new View.Form(classes, plain, none());
  }

  private Visits visits(Asking asking) throws Refused {
    HouseViews.need(asking, Permission.SEE_VISITS, "see visits");
    Visits visits = house.visits;
    if (visits == null) {
      throw Refused.missing("keeper of visits");
    }
    return visits;
  }

  /** Reads {@code ?limit=N}; a query that is not known is refused (RFC 7252, section 5.4.1). */
  private static int limit(OptionSet options) throws Refused {
    int limit = USUAL;
    for (String query : options.getUriQuery()) {
      if (!query.matches("limit=[0-9]{1,2}")
          || Integer.parseInt(query.substring(LIMIT.length())) < 1
          || Integer.parseInt(query.substring(LIMIT.length())) > MOST) {
        throw new Refused(
            ResponseCode.BAD_REQUEST, "query-unknown", "Allowed: ?limit=1 to ?limit=" + MOST);
      }
      limit = Integer.parseInt(query.substring(LIMIT.length()));
    }
    return limit;
  }

  private static Optional<VisitId> visitId(String id) {
    try {
      return Optional.of(new VisitId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<SenMlPack> none() {
    return Optional.empty();
  }
}
