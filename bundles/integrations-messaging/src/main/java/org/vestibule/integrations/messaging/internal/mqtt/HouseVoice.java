// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.messages.CloudEvent;
import org.vestibule.messages.HouseEvents;
import org.vestibule.messages.Message;

/** The house's own topics: what happens, what it is like now, and commands. */
final class HouseVoice implements Voice {
  /** Where silent alarms are told. */
  static final String DURESS = "door/duress";

  private static final String AVAILABLE = "available";

  private final MqttSettings settings;
  private final HouseState state;
  private final Consumer<Incoming> commands;

  /**
   * @param commands takes a command and returns at once
   */
  HouseVoice(MqttSettings settings, HouseState state, Consumer<Incoming> commands) {
    this.settings = settings;
    this.state = state;
    this.commands = commands;
  }

  @Override
  public Optional<Outgoing> will() {
    return Optional.of(available("offline"));
  }

  @Override
  public Set<String> subscriptions() {
    return settings.commands() ? Set.of(settings.topic(CommandTopic.FILTER)) : Set.of();
  }

  @Override
  public List<Outgoing> born() {
    List<Outgoing> values = new ArrayList<>();
    values.add(available("online"));
    values.addAll(state.all(settings));
    return values;
  }

  @Override
  public List<Outgoing> leaving() {
    return List.of(available("stopped"));
  }

  @Override
  public List<Outgoing> on(OutboxEntry entry) {
    if (entry.topic().equals(DURESS) && !settings.duress()) {
      return List.of();
    }
    Iterable<Message> forms = HouseEvents.messages(entry, settings.building());
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("id", entry.id());
    entry.visit().ifPresent(visit -> properties.put("visit", visit));
    return List.of(
        new Outgoing(
            settings.topic(entry.topic()),
            () -> choices(forms.iterator()),
            1,
            false,
            Optional.of(CloudEvent.JSON),
            properties,
            Optional.empty()));
  }

  @Override
  public List<Outgoing> tick() {
    return state.differences(settings);
  }

  @Override
  public boolean binding() {
    return true;
  }

  @Override
  public void heard(Incoming message, Mailbox mailbox, Runnable renew) {
    commands.accept(message);
  }

  private static Iterator<Outgoing.Choice> choices(Iterator<Message> forms) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return forms.hasNext();
      }

      @Override
      public Outgoing.Choice next() {
        Message form = forms.next();
        return new Outgoing.Choice(form.classes(), form::json);
      }
    };
  }

  private Outgoing available(String word) {
    return Outgoing.kept(settings.topic(AVAILABLE), word, DataClass.HEALTH);
  }
}
