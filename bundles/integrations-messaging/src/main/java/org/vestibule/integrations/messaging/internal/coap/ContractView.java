// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.OptionSet;
import org.vestibule.api.access.Permission;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.EventFields;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.EventKind;

/** What this house speaks, for a system that meets it for the first time. Thread-safe. */
final class ContractView implements View {
  private final Supplier<String> building;

  ContractView(Supplier<String> building) {
    this.building = building;
  }

  @Override
  public List<Form> see(Asking asking, OptionSet options) throws Refused {
    HouseViews.need(asking, Permission.SEE_HOUSE, "see the house");
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("source", "/vestibule/" + building.get());
    contract.put("contentFormats", BodyFormat.all().stream().map(BodyFormat::number).toList());
    contract.put("commands", List.of("door-open", "door-hold", "door-secure"));
    contract.put("mostCommandBytes", CommandMessages.MOST_BYTES);
    List<Map<String, Object>> events = new ArrayList<>();
    for (EventKind kind : EventCatalog.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("topic", kind.topic());
      one.put("type", kind.type());
      one.put("version", kind.version());
      one.put("dataschema", kind.schema());
      events.add(one);
    }
    contract.put("events", events);
    return List.of(Form.of(EventFields.plain(contract), DataClass.HEALTH));
  }
}
